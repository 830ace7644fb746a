"""A deletion as it is answered."""

from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from survey_api.shapes import Answer


class Deletion(Answer):
    """What would go, or what went."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "019a9f2e-7c00-7000-8000-000000000004",
                    "kind": "administration",
                    "dry_run": True,
                    "counts": {
                        "exports": 1,
                        "imports": 0,
                        "key_copies": 0,
                        "participations": 12,
                        "profile_revisions": 24,
                        "profiles": 12,
                        "records": 12,
                        "shares": 3,
                        "summary_revisions": 1,
                    },
                    "confirm": "5c6ffbdd40d9556b73a21e63c3e0e904",
                }
            ]
        }
    )

    id: UUID
    kind: Literal["administration", "district"]
    dry_run: bool = Field(description="True: nothing was deleted.")
    counts: dict[str, int] = Field(
        description=(
            "How much goes, by kind of thing. Codes, passes and responses go too; how many is not told."
        )
    )
    confirm: str = Field(description="Send it with `dry_run=false` to delete exactly this.")
