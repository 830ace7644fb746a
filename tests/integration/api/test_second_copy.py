"""The district sees whether a second copy of a key exists, and nothing more about it."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.fixtures.surveys import add_survey


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([], "none"),
        ([None], "exists"),
        (["R. Ellis"], "destroyed"),
        (["R. Ellis", None], "exists"),
        (["R. Ellis", "A. Okafor"], "destroyed"),
    ],
)
async def test_a_participation_says_how_it_stands(
    *,
    client: AsyncClient,
    superuser: Any,
    database_url: str,
    key_dir: Any,
    admin_key: str,
    rows: list[str | None],
    shown: str,
) -> None:
    survey = await add_survey(database_url, key_dir=key_dir)
    for number, name in enumerate(rows, start=1):
        await superuser.execute(
            "INSERT INTO key_copies VALUES ($1, $2, current_date, CASE WHEN $3::text IS NULL THEN NULL"
            " ELSE current_date END, $3)",
            survey.participation,
            number,
            name,
        )

    answer = await client.get(
        f"/v1/participations/{survey.participation}", headers={"Authorization": f"Bearer {admin_key}"}
    )

    assert (answer.status_code, answer.json()["second_copy"]) == (200, shown)
    assert not any(name in answer.text for name in rows if name)
