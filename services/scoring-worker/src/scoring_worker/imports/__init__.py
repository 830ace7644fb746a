"""Responses collected elsewhere: `responses.csv` and `schools.csv` (contracts.md), all of it or nothing."""

from scoring_worker.imports.errors import ImportRefused, RowError
from scoring_worker.imports.responses import Collected, CollectedSchool, read_responses
from scoring_worker.imports.schools import ListedSchool, read_schools

__all__ = [
    "Collected",
    "CollectedSchool",
    "ImportRefused",
    "ListedSchool",
    "RowError",
    "read_responses",
    "read_schools",
]
