"""The synthetic district: twelve schools, and how many of each answer. All names are made up."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey_core.instruments import Instrument, shipped

DISTRICT = "Synthetic demonstration district"
#: Rolling mode shows interim results of faculties of at least this many people (anonymity.md).
ROLLING_ELIGIBLE_AT_LEAST = 40
_PROFILE_RATE, _PRELIMINARY_RATE = 0.65, 0.40
_PROFILE_PEOPLE = 5
_FEWEST_HIDDEN, _FEWEST_TOTALLED = 2, 3


@dataclass(frozen=True)
class School:
    """A made-up school.

    Attributes:
        name: says that it is synthetic.
        eligible: people asked to answer.
        answering: how many of them do.
        members: the small schools that are reported together under this name, with the people asked at each.
    """

    name: str
    eligible: int
    answering: int
    members: tuple[tuple[str, int], ...] = ()

    @property
    def standing(self) -> str:
        """What the disclosure rules allow to be shown of it: profile, preliminary or suppressed."""
        rate = self.answering / self.eligible
        if self.answering < _PROFILE_PEOPLE or rate < _PRELIMINARY_RATE:
            return "suppressed"
        return "profile" if rate >= _PROFILE_RATE else "preliminary"


def _school(name: str, eligible: int, answering: int) -> School:
    return School(name=f"{name} School (synthetic)", eligible=eligible, answering=answering)


#: Large and small, keen and reluctant: every rule of what may be shown has a school.
SCHOOLS = (
    _school("Alder", 46, 40),
    _school("Birch", 52, 45),
    _school("Cedar", 58, 49),
    _school("Dogwood", 44, 35),
    _school("Elm", 62, 51),
    _school("Fir", 48, 48),  # everyone answers
    _school("Hazel", 41, 33),
    _school("Juniper", 55, 44),
    _school("Larch", 20, 17),  # fewer than twenty: items in wide groups only
    _school("Maple", 18, 6),  # a third answers: nothing may be shown
    School(  # fewer than eight: no items at all; alone neither could be shown
        name="Oak and Pine Schools (synthetic)",
        eligible=9,
        answering=7,
        members=(("Oak School (synthetic)", 4), ("Pine School (synthetic)", 5)),
    ),
    _school("Rowan", 30, 16),  # about half: preliminary
)


def included_schools(schools: Sequence[School]) -> int:
    """How many schools a district's totals may be made of (anonymity.md, R4).

    Schools that are not shown must be none, or at least two with five people together; else the smallest
    shown school stays out as well. Fewer than three schools make no total.
    """
    hidden = [school.answering for school in schools if school.standing != "profile" and school.answering]
    n_shown = sum(school.standing == "profile" for school in schools)
    if hidden and (len(hidden) < _FEWEST_HIDDEN or sum(hidden) < _PROFILE_PEOPLE):
        n_shown -= 1
    return n_shown if n_shown >= _FEWEST_TOTALLED else 0


@dataclass(frozen=True)
class Wave:
    """One administration of the demonstration.

    Attributes:
        title: says that it is synthetic.
        release_mode: sealed or rolling.
        instrument: that is answered.
        schools: that take part.
        subgroup_tables: background questions asked.
    """

    title: str
    release_mode: str
    instrument: Instrument
    schools: tuple[School, ...]
    subgroup_tables: tuple[str, ...] = ()


def sealed_wave() -> Wave:
    """All twelve schools; nothing can be read before the release at close. Scores by years in the school."""
    return Wave(
        "Sealed until its close (synthetic)",
        "sealed",
        shipped("internal-coherence"),
        SCHOOLS,
        subgroup_tables=("years_here",),
    )


def rolling_wave() -> Wave:
    """The larger schools; profiles are updated while answers arrive."""
    large = tuple(school for school in SCHOOLS if school.eligible >= ROLLING_ELIGIBLE_AT_LEAST)
    return Wave(
        "Rolling, with interim profiles (synthetic)", "rolling", shipped("internal-coherence-short"), large
    )
