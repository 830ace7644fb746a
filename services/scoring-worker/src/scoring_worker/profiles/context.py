"""Everything about a participation that is not an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Blocks = Mapping[str, NDArray[np.int16]]
"""Factor id to its block: one line a respondent, the factor's items in instrument order, 0 = not answered."""

Routing = Mapping[str, Mapping[str, int]]
"""Routing question id to answer value to how many gave it."""


@dataclass(frozen=True, kw_only=True)
class Subgroups:
    """What a release kept of background questions: groups that may be shown, and no others.

    Attributes:
        questions: that were chosen and asked, in instrument order.
        kept: (question, factor, band) to (people scored, sum of their scores in `score_unit`s).
        withheld: questions whose table R7 withholds.
    """

    questions: tuple[str, ...] = ()
    kept: Mapping[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()


NO_SUBGROUPS = Subgroups()


@dataclass(frozen=True, kw_only=True)
class MemberSchool:
    """A school of a reporting unit: id and name as published, external ids as (system, value) pairs."""

    id: str
    name: str
    external_ids: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ProfileContext:
    """Who answered what, and under which conditions.

    Attributes:
        profile_id: the same over a profile's revisions.
        revision: 1 for the first.
        school_id: the school's id.
        school_name: as published.
        external_ids: (system, value) pairs.
        administration_id: the administration's id.
        eligible: people eligible to answer; None if not known.
        responses: accepted responses, rows of the survey.
        replacements_issued: replacement codes issued.
        access: how people were let in; `import` means collected elsewhere.
        k: fewest people anything is shown for.
        interim: True while the survey is open (rolling mode).
        released_on: day of publication.
        digest_secret: 32 random bytes kept beside the rows.
        synthetic: True for made-up answers, so that nobody takes them for real ones.
        members: the schools that answered together; none for a single school.
        repeated: True for a second administration within 90 days (R6).
    """

    profile_id: str
    revision: int
    school_id: str
    school_name: str
    administration_id: str
    eligible: int | None
    responses: int
    released_on: date
    digest_secret: bytes
    external_ids: tuple[tuple[str, str], ...] = ()
    replacements_issued: int = 0
    access: Literal["cards", "email", "open", "import"] = "cards"
    k: int = 5
    interim: bool = False
    synthetic: bool = False
    members: tuple[MemberSchool, ...] = ()
    repeated: bool = False

    def __post_init__(self) -> None:
        """Refuse a secret that could be guessed."""
        if len(self.digest_secret) != 32:  # noqa: PLR2004 - bytes
            raise ValueError("digest_secret must be 32 random bytes")
