"""Twenty real faculties through the whole live system over HTTP, one phone per respondent.

The counts are the city's; how answers combine within a row is synthetic (tests/fixtures/nyc2011.py).
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from infra.local.stack import Stack
from infra.nyc.city import CitySchool, consistent_schools, draw
from respondent_client import RespondentClient, seal_answers, start_check_in
from survey_core.encoding import unb64url
from survey_core.sealing.plaintext import Answers
from tests.fixtures.nyc2011 import (
    INSTRUMENT_ID,
    city_scores,
    instrument_document,
    reproduced_items,
    teacher_rows,
)
from tests.fixtures.profile_oracle import OneItemFactor, differences, expected_school, pooled_sds

AT_ONCE = 16
PATIENCE_S = 120


@dataclass(frozen=True)
class Wave:
    """What came out of the live run: category counts by SQL and profiles over HTTP, by school."""

    schools: Sequence[CitySchool]
    participations: dict[str, str]
    profiles: dict[str, dict[str, Any]]
    document: dict[str, Any]
    stack: Stack


@pytest.fixture(scope="module")
def data(reference_data: Path) -> Path:
    return reference_data / "statistics" / "data"


@pytest.fixture(scope="module")
def wave(data: Path, module_stack: Stack) -> Wave:
    return asyncio.run(_conduct(draw(consistent_schools(data)), module_stack))


def test_category_counts_of_the_released_answers_equal_the_published_counts(wave: Wave) -> None:
    released = asyncio.run(_released_counts(wave))

    compared = 0
    for school in wave.schools:
        for item in school.items.values():
            expected = {value: count for value, count in enumerate(item.counts, start=1) if count}
            assert released.get((school.dbn, f"f_{item.item}"), {}) == expected
            compared += 1
    assert compared == sum(len(school.items) for school in wave.schools) > 1600
    assert sum(sum(counts.values()) for counts in released.values()) > 0


def test_the_city_score_recomputed_from_released_answers_equals_the_published_one(
    wave: Wave, data: Path
) -> None:
    released = asyncio.run(_released_counts(wave))

    compared = 0
    for school in wave.schools:
        for item, (scored_options, order) in reproduced_items(data).items():
            if item not in school.items:
                continue
            published = school.items[item]
            counts = released.get((school.dbn, f"f_{item}"), {})
            options = tuple(counts.get(value, 0) for value in range(1, len(published.counts) + 1))
            scores = city_scores(options, scored_options=scored_options, order=order)
            if scores is None:
                assert not published.published_score
            else:
                assert f"{float(published.published_score):.1f}" in scores
                compared += 1
    assert compared > 900


def test_the_published_profile_is_what_an_independent_derivation_gives_from_the_counts(wave: Wave) -> None:
    factors = {school.dbn: _one_item_factors(wave.document, school) for school in wave.schools}
    pooled = pooled_sds(list(factors.values()))

    expected = {
        school.dbn: expected_school(
            factors[school.dbn], eligible=school.eligible, responses=school.responding, pooled=pooled
        )
        for school in wave.schools
    }
    assert {one["standing"] for one in expected.values()} == {"profile", "preliminary", "suppressed"}
    found = {dbn: differences(wave.profiles[dbn], one) for dbn, one in expected.items()}
    assert [entry for entries in found.values() for entry in entries] == []
    # The comparison can fail: against another school's counts it finds much.
    full = [dbn for dbn, one in expected.items() if one["standing"] == "profile"]
    assert len(differences(wave.profiles[full[0]], expected[full[1]])) > len(factors[full[0]])


def _one_item_factors(document: dict[str, Any], school: CitySchool) -> list[OneItemFactor]:
    found = []
    for factor in (factor for domain in document["domains"] for factor in domain["factors"]):
        item = factor["items"][0]
        scale = document["scales"][item["scale"]]
        unasked = (0,) * len(scale["points"])
        low, high = (tuple(camp) for camp in scale["camps"])
        found.append(
            OneItemFactor(
                factor=factor["id"],
                item=item["id"],
                counts=school.items[item["id"]].counts if item["id"] in school.items else unasked,
                cuts=tuple(scale["cuts"]),
                favourable=tuple(scale["favourable"]),
                camps=(low, high),
                partitions=scale.get("partitions", []),
            )
        )
    return found


async def _released_counts(wave: Wave) -> dict[tuple[str, str], dict[int, int]]:
    connection = await asyncpg.connect(wave.stack.database_url)
    try:
        rows = await connection.fetch(
            "SELECT participation_id, factor, answer, count(*) AS n"
            " FROM answers, unnest(block) AS answer WHERE answer > 0 GROUP BY 1, 2, 3"
        )
    finally:
        await connection.close()
    dbn_of = {participation: dbn for dbn, participation in wave.participations.items()}
    counts: dict[tuple[str, str], dict[int, int]] = {}
    for row in rows:
        key = (dbn_of[str(row["participation_id"])], row["factor"])
        counts.setdefault(key, {})[row["answer"]] = row["n"]
    return counts


async def _conduct(schools: Sequence[CitySchool], stack: Stack) -> Wave:
    headers = {"Authorization": f"Bearer {stack.admin_key}"}
    async with httpx.AsyncClient(base_url=stack.base_url, headers=headers, timeout=120) as office:
        document = instrument_document(list(schools))
        participations, administration = await _open(office, schools, document)
        await _answer(office, schools, participations, base_url=stack.base_url)
        await _post(office, f"/v1/administrations/{administration}/close")
        await _published(office, administration)
        page = await _get(office, f"/v1/profiles?administration={administration}&limit=100")
    profiles = {profile["school"]["name"]: profile for profile in page["data"]}
    return Wave(schools, participations, profiles, document, stack)


async def _published(office: httpx.AsyncClient, administration: str) -> None:
    for _ in range(2 * PATIENCE_S):
        if (await _get(office, f"/v1/administrations/{administration}"))["state"] == "published":
            return
        await asyncio.sleep(0.5)
    pytest.fail("the administration was closed but not published")


async def _open(
    office: httpx.AsyncClient, schools: Sequence[CitySchool], document: dict[str, Any]
) -> tuple[dict[str, str], str]:
    district = (
        await _post(office, "/v1/districts", {"name": "City schools of 2011 (joint rows synthetic)"})
    )["id"]
    stored = await office.post(f"/v1/instruments?district={district}", content=json.dumps(document))
    assert stored.status_code == httpx.codes.CREATED, stored.text
    ids = {
        school.dbn: (await _post(office, "/v1/schools", {"name": school.dbn, "district": district}))["id"]
        for school in schools
    }
    now = datetime.now(UTC).replace(microsecond=0)
    administration = await _post(
        office,
        "/v1/administrations",
        {
            "title": "City counts",
            "district": district,
            "instrument": INSTRUMENT_ID,
            "version": "1.0.0",
            "access": "cards",
            "release_mode": "sealed",
            "grace_hours": 0,
            "opens_at": (now - timedelta(minutes=5)).isoformat(),
            "closes_at": (now + timedelta(days=1)).isoformat(),
            "schools": [{"school": ids[school.dbn], "eligible": school.eligible} for school in schools],
        },
    )
    ready = await _post(office, f"/v1/administrations/{administration['id']}/ready")
    await _post(office, f"/v1/administrations/{administration['id']}/open")
    parts = [await _get(office, f"/v1/participations/{each}") for each in ready["participations"]]
    return {part["school_name"]: part["id"] for part in parts}, administration["id"]


async def _answer(
    office: httpx.AsyncClient,
    schools: Sequence[CitySchool],
    participations: dict[str, str],
    *,
    base_url: str,
) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    # Each phone has connections of its own; the certificate authorities, never asked here, are read once.
    tls = httpx.create_ssl_context()

    async def phone(participation: str, pin: bytes, code: str, row: dict[str, int]) -> None:
        async with gate, httpx.AsyncClient(base_url=base_url, timeout=60, verify=tls) as http:
            client = RespondentClient(http)
            agreement = await client.fetch_manifest(participation, pin=pin)
            held = await client.check_in(start_check_in(agreement, code=code))
            answers = Answers(answers=row, routing={}, background={}, language="en")
            await client.submit(seal_answers(held, answers))

    async with asyncio.TaskGroup() as group:
        for school in schools:
            participation = participations[school.dbn]
            part = await _get(office, f"/v1/participations/{participation}")
            cards = (await _post(office, f"/v1/participations/{participation}/cards"))["cards"]
            for card, row in zip(cards, teacher_rows(school), strict=False):
                group.create_task(phone(participation, unb64url(part["pin"]), card["code"], row))


async def _get(office: httpx.AsyncClient, path: str) -> dict[str, Any]:
    answer = await office.get(path)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _post(office: httpx.AsyncClient, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    answer = await office.post(path, json=body)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found
