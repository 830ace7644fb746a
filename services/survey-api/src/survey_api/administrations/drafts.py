"""A draft's policy and columns, from what was sent and what is stored."""

from collections.abc import Sequence
from typing import Any, Final

from survey_api.administrations.policy import Policy
from survey_api.administrations.schemas import NewAdministration
from survey_api.db import AnyRow
from survey_api.passes.words import word_hash

_COPIED: Final = (
    "title",
    "access",
    "release_mode",
    "k",
    "grace_hours",
    "opens_at",
    "closes_at",
    "repeat_within_90_days",
)


def policy_of(new: NewAdministration) -> Policy:
    """The policy of a new administration; its schools are judged in their units (`school_faults`)."""
    return Policy(
        access=new.access,
        release_mode=new.release_mode,
        opens_at=new.opens_at,
        closes_at=new.closes_at,
        closes_no_later_than=new.closes_no_later_than or new.closes_at,
        has_word=new.word is not None,
        subgroup_tables=new.subgroup_tables,
        eligible=[],
    )


def policy_with(
    row: AnyRow, wanted: dict[str, Any], *, has_word: bool, eligible: Sequence[int | None]
) -> Policy:
    """The policy of a stored draft with changes."""
    merged = row._asdict() | wanted
    return Policy(
        access=row.access,
        release_mode=merged["release_mode"],
        opens_at=merged["opens_at"],
        closes_at=merged["closes_at"],
        closes_no_later_than=merged["closes_no_later_than"],
        has_word=has_word or row.word_hash is not None,
        subgroup_tables=merged["subgroup_tables"],
        eligible=eligible,
    )


def columns_of(new: NewAdministration) -> dict[str, Any]:
    """What is stored of a new administration, its district and instrument left out."""
    return {name: getattr(new, name) for name in _COPIED} | {
        "closes_no_later_than": new.closes_no_later_than or new.closes_at,
        "word_hash": None if new.word is None else word_hash(new.word),
    }
