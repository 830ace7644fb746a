"""Rosters broken by accident: an error that says where, or a correct import. Never a crash or half of one.

`ROSTER_MUTATIONS=1000 pytest tests/integration/api/test_roster_mutations.py` for the long run.
"""

import json
import os
import random
from typing import Any

import asyncpg
import pytest

from tests.fixtures import roster_oracle
from tests.fixtures.office import Office
from tests.fixtures.roster_mutations import mutated
from tests.fixtures.rosters import FORMATS

CASES = int(os.environ.get("ROSTER_MUTATIONS", "150"))
#: Files of a roster; a fault in one of them has a line and a column.
TABLES = {
    *("manifest.csv", "orgs.csv", "users.csv", "roles.csv", "enrollments.csv", "academicsessions.csv"),
    *("school.csv", "teacher.csv"),
}
#: What is wrong with a whole file.
WHOLE = {"missing-file", "damaged", "encrypted", "compression", "too-large"}


@pytest.mark.timeout(60 + CASES)
async def test_a_mutated_archive_is_refused_with_its_place_or_imported_correctly(
    operator: Office, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    seen: dict[str, int] = {"imported": 0, "refused": 0}
    for case in range(CASES):
        draw = random.Random(case)  # noqa: S311 - which accidents happen is no secret
        kind = draw.choice(sorted(FORMATS))
        what, files, raw = mutated(FORMATS[kind], draw)
        district = str(
            await superuser.fetchval("INSERT INTO districts (name) VALUES ($1) RETURNING id", what)
        )

        answer = await operator.http.post(
            "/v1/rosters", params={"district": district, "dry_run": False}, files={"roster": raw}
        )

        context = f"case {case}: {kind}, {what}: {answer.text[:500]}"
        kept = await imported(superuser, district)
        if answer.status_code == 200:
            assert kept == roster_oracle.count(files, kind), context
            seen["imported"] += 1
        else:
            assert answer.status_code == 422, context
            assert kept is None, context
            assert answer.json()["errors"], context
            assert all(has_a_place(error) for error in answer.json()["errors"]), context
            seen["refused"] += 1
    # Neither refusing everything nor believing everything would do.
    assert min(seen.values()) > CASES / 5, seen


def has_a_place(error: dict[str, Any]) -> bool:
    if error["file"].lower() not in TABLES or error["code"] in WHOLE:
        return "line" not in error
    return bool(error["line"] >= 1 and error["column"])


async def imported(
    superuser: "asyncpg.Connection[asyncpg.Record]", district: str
) -> roster_oracle.Counted | None:
    """What the database holds of a district; None where it holds nothing at all."""
    rows = await superuser.fetch(
        "SELECT s.name, s.external_ids::text AS ids, r.eligible, r.roles::text AS roles"
        " FROM schools AS s LEFT JOIN roster_schools AS r ON r.school_id = s.id"
        " WHERE s.district_id = $1::text::uuid",
        district,
    )
    rosters = await superuser.fetchval(
        "SELECT count(*) FROM rosters WHERE district_id = $1::text::uuid", district
    )
    if not rosters:
        assert rows == []
        return None
    assert rosters == 1
    found = {}
    for row in rows:
        ids = {entry["system"]: entry["value"] for entry in json.loads(row["ids"])}
        roles = {role.lower(): n for role, n in json.loads(row["roles"]).items()}
        found[ids.get("oneroster") or ids["local"]] = (row["name"], row["eligible"], roles)
    return found
