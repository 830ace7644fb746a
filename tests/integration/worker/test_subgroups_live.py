"""Two subgroup tables through the live system: chosen over HTTP, asked of phones, released, published."""

import asyncio
import random
from fractions import Fraction
from typing import Any

import httpx
import pytest

from infra.local.stack import Stack
from respondent_client import RespondentClient, seal_answers, start_check_in
from survey_core.encoding import unb64url
from survey_core.instruments import shipped
from survey_core.sealing.plaintext import Answers
from tests.fixtures.office import Office
from tests.fixtures.subgroup_oracle import coded, members, person_scores, shown_bands

INSTRUMENT = shipped("internal-coherence-short")
YEARS, GRADES = (question.id for question in INSTRUMENT.background)
PEOPLE, AT_ONCE, PATIENCE_S = 56, 8, 90


def somebody(draw: random.Random, *, asked: list[str]) -> Answers:
    """A person who answers most of what is asked."""
    background = {
        question.id: draw.choice([answer.value for answer in question.answers])
        for question in INSTRUMENT.background
        if question.id in asked and draw.random() > 0.1
    }
    return Answers(
        answers={item.id: draw.randint(1, 6) for item in INSTRUMENT.items if draw.random() > 0.1},
        routing={"meets_in_team": draw.choice(["yes", "yes", "no"])},
        background=background,
        language="en",
    )


async def test_phones_are_asked_what_was_chosen_and_the_profile_shows_it_apart(stack: Stack) -> None:
    headers = {"Authorization": f"Bearer {stack.admin_key}"}
    async with httpx.AsyncClient(base_url=stack.base_url, headers=headers, timeout=60) as http:
        office = Office(http)
        district = await office.district()
        large, small = await office.school(district, "Large"), await office.school(district, "Small")
        administration = await office.administration(
            district, [large], eligible=60, subgroup_tables=[GRADES, YEARS], grace_hours=0
        )
        url = f"/v1/administrations/{administration['id']}"
        await office.made(f"{url}/participations", {"schools": [{"school": small, "eligible": 9}]})
        ready = await office.made(f"{url}/ready")
        await office.made(f"{url}/open")
        told: dict[str, list[Answers]] = {}
        for participation in ready["participations"]:
            school = (await http.get(f"/v1/participations/{participation}")).json()["school"]
            told[school] = await answer(office, participation, base_url=stack.base_url)
        await office.made(f"{url}/close")
        await published(http, url)
        page = (await http.get("/v1/profiles", params={"administration": administration["id"]})).json()

    profiles = {profile["school"]["id"]: profile for profile in page["data"]}
    assert profiles[small]["subgroups"] == []
    assert not any(one.background for one in told[small])
    assert [table["question"] for table in profiles[large]["subgroups"]] == [YEARS, GRADES]
    shown = sum(compare(table, told[large]) for table in profiles[large]["subgroups"])
    assert shown > len(INSTRUMENT.factors)


async def answer(office: Office, participation: str, *, base_url: str) -> list[Answers]:
    """Let people answer on phones that ask only what their manifest names; returns what they said."""
    part = (await office.http.get(f"/v1/participations/{participation}")).json()
    cards = (await office.made(f"/v1/participations/{participation}/cards"))["cards"]
    draw, said = random.Random(part["eligible"]), []  # noqa: S311 - made-up people
    gate = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(base_url=base_url, timeout=60) as http:
        client = RespondentClient(http)
        agreement = await client.fetch_manifest(participation, pin=unb64url(part["pin"]))
        questions = await client.fetch_questionnaire(agreement, language="en")
        asked = [question["id"] for question in questions["background"]]
        assert asked == agreement.manifest.subgroup_tables

        async def phone(code: str, sheet: Answers) -> None:
            async with gate:
                held = await client.check_in(start_check_in(agreement, code=code))
                await client.submit(seal_answers(held, sheet))

        async with asyncio.TaskGroup() as group:
            for card in cards[:PEOPLE]:
                said.append(somebody(draw, asked=asked))
                group.create_task(phone(card["code"], said[-1]))
    return said


async def published(http: httpx.AsyncClient, url: str) -> None:
    for _ in range(2 * PATIENCE_S):
        if (await http.get(url)).json()["state"] == "published":
            return
        await asyncio.sleep(0.5)
    pytest.fail("the administration was closed but not published")


def compare(table: dict[str, Any], people: list[Answers]) -> int:
    """Compare a table with what people said; returns how many scores it shows."""
    (question,) = (one for one in INSTRUMENT.background if one.id == table["question"])
    assert isinstance(table["bands"], list)
    shown = 0
    for factor in INSTRUMENT.factors:
        scores = person_scores(INSTRUMENT, factor, people)
        own = members(people, question.id, [one.value for one in question.answers], scores)
        expected = shown_bands({band: len(places) for band, places in own.items()}, n_items=2)
        for band in table["bands"]:
            (score,) = (one["score"] for one in band["factors"] if one["id"] == factor.id)
            if band["value"] not in expected:
                assert score["suppressed"] is True
                continue
            places = own[band["value"]]
            mean = sum((scores[place] for place in places), Fraction(0)) / len(places)
            assert (score["mean"], score["bound"]) == coded(mean, n=len(places), n_items=2, low=1, high=6)
            shown += 1
    return shown
