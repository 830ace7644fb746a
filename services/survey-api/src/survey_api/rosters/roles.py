"""The roles people have at schools, by the vocabularies of OneRoster and School Data Sync.

Only these words, and OneRoster's `ext:` ones, ever leave a file: anything else might be a name that slipped.
"""

import re
from collections.abc import Sequence
from typing import Final

#: Who is no member of the staff; dropped as soon as the role is read.
NOT_STAFF: Final = frozenset({"student", "parent", "guardian", "relative", "alumni", "other"})
ONEROSTER: Final = (
    *("administrator", "aide", "counselor", "districtAdministrator", "principal", "proctor"),
    *("siteAdministrator", "systemAdministrator", "teacher"),
)
SDS: Final = (
    *("adjunct", "administrator", "advisor", "affiliate", "assistant", "chair", "coach", "faculty"),
    *("instructor", "itAdmin", "lecturer", "nurse", "occupationalTherapist", "officeStaff"),
    *("paraprofessional", "physicalTherapist", "principal", "proctor", "professor", "researcher"),
    *("specialServices", "speechTherapist", "staff", "substitute", "teacher", "teacherAssistant"),
    "visionTherapist",
)
DEFAULT_ELIGIBLE: Final = ("teacher", "aide")
MOST_EXTENSIONS: Final = 50
_EXTENSION: Final = re.compile(r"ext:[A-Za-z0-9_.-]{1,40}")
_CANONICAL: Final = {role.lower(): role for role in (*ONEROSTER, *SDS, *NOT_STAFF)}


def canonical(text: str) -> str | None:
    """A role as the standards write it; None for what is none."""
    known = _CANONICAL.get(text.lower())
    return text if known is None and _EXTENSION.fullmatch(text) else known


def eligible_faults(roles: Sequence[str]) -> list[str]:
    """What is wrong with a choice of roles, one sentence each."""
    allowed = ", ".join(sorted({*ONEROSTER, *SDS}, key=str.lower))
    wrong = (role for role in roles if canonical(role) in {None, *NOT_STAFF})
    return [f"{role[:50]!r} is not a role of staff; allowed: {allowed}, ext:…" for role in wrong]
