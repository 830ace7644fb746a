"""What a district should know of an administration before it asks anybody: schools too small to be shown."""

from collections.abc import Iterable, Iterator
from typing import Final

from survey_api.administrations.schemas import AdministrationNote
from survey_api.db import AnyRow
from survey_core.disclosure.standing import ITEM_ANSWERS

_JOIN: Final = (
    " While this is a draft, give it and another small school the same reporting_unit: they are then"
    " asked and published together."
)


def notes(row: AnyRow, participations: Iterable[AnyRow]) -> Iterator[AdministrationNote]:
    """Name the participations whose profile can show nothing, or only scores, even if everybody answers.

    Args:
        row: the administration's state and k.
        participations: id, eligible and school_name of each.
    """
    advice = _JOIN if row.state == "draft" else ""
    for one in participations:
        if one.eligible is None:
            continue
        if one.eligible < row.k:
            text = (
                f"{one.school_name} has {one.eligible} eligible people: below {row.k} answers nothing is"
                " shown."
            )
            yield AdministrationNote(code="nothing_can_be_shown", participation=one.id, text=text + advice)
        elif one.eligible < ITEM_ANSWERS:
            text = (
                f"{one.school_name} has {one.eligible} eligible people: below {ITEM_ANSWERS} answers only"
                " scores and levels are shown."
            )
            yield AdministrationNote(code="scores_only", participation=one.id, text=text + advice)
