"""R7 for totals: the auditor confirms, from who is in which group alone, what R4 chose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from survey_core.disclosure.auditor import Table, choose


@dataclass(frozen=True, order=True)
class Withheld:
    """A table that was not published because it could have been subtracted from others.

    Attributes:
        table: `factor/<id>` or `domain/<id>` for a total, `district` for all totals, `subgroups/<question>`,
            or `interim_release`.
        school: whose; empty for a total.
    """

    table: str
    school: str = ""


def confirmed(
    total: Collection[str], *, profiles: Collection[str], people: Mapping[str, int], k: int
) -> bool:
    """Whether a total may stand beside the schools' own profiles.

    Args:
        total: ids of the schools in it; none at all is no total.
        profiles: ids of the schools that publish the same number of their own.
        people: school id to those behind the number, every school of the administration; where that is not
            known, the fewest it can be.
        k: fewest people anything is shown for.
    """
    tables = [
        Table(name=school, kind="school_profile", groups=(frozenset({school}),))
        for school in sorted(profiles)
    ]
    if total:
        tables.append(Table(name="total", kind="district_total", groups=(frozenset(total),)))
    return not choose(tables, sizes=people, k=k)
