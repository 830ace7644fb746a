"""A district lead runs a whole survey from the console of an empty system; and each role stays in its own."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from infra.local.stack import Stack
from tests.e2e.wave import Wave, open_wave
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.places import fresh_home
from tests.fixtures.printed import squares_in, text_of
from tests.fixtures.stack import FAST

Journey = Callable[..., dict[str, Any]]

_SCHOOL, _OTHER = "Juniper Hill School", "Lakeview Annex"
_ELIGIBLE = 12
_ROSTER = f"school,name,eligible\nJHS,{_SCHOOL},{_ELIGIBLE}\nANX,{_OTHER},6\n"
_BROKEN = f"school,name,eligible\nJHS,{_SCHOOL},12\nANX,{_OTHER},many\n"

_EVERYBODY = "School profiles"
_READING = ["Surveys", "Schools", "Questionnaires", "Links to profiles"]
_RUNNING = [*_READING, "Exports", "District"]
#: What each role is offered; then the sections that are not its own, and the calls of the API that are not.
OFFERED = {
    "district_administrator": [
        *[*_READING, "Exports", "People", "Access for programs", "Webhooks", "District", "Audit log"],
        _EVERYBODY,
    ],
    "survey_lead": [*_RUNNING, _EVERYBODY],
    "facilitator": [*_READING, _EVERYBODY],
    "school_leader": [*_READING, _EVERYBODY],
    "viewer": [_EVERYBODY],
}
_MANAGING = ["people", "access", "webhooks", "audit"]
#: Pages of sections that may be read, but not changed.
_CHANGING = ["schools/roster", "schools/new", "surveys/new", "surveys/new/check"]
REFUSED = {
    "district_administrator": [],
    "survey_lead": _MANAGING,
    "facilitator": [*_MANAGING, *_CHANGING, "exports", "settings"],
    "school_leader": [*_MANAGING, *_CHANGING, "exports", "settings"],
    "viewer": [
        *_MANAGING,
        *_CHANGING,
        *["exports", "settings", "surveys", "schools", "instruments", "shares"],
    ],
}
_MANAGE_CALLS = [
    *[("GET", "/v1/people"), ("POST", "/v1/people"), ("GET", "/v1/api-keys"), ("POST", "/v1/api-keys")],
    *[("GET", "/v1/clients"), ("GET", "/v1/webhooks"), ("POST", "/v1/webhooks"), ("GET", "/v1/audit")],
]
_RUN_CALLS = [
    *[("POST", "/v1/schools"), ("POST", "/v1/rosters"), ("POST", "/v1/administrations")],
    *[("GET", "/v1/exports"), ("POST", "/v1/exports")],
]
_READ_CALLS = [("GET", "/v1/schools"), ("GET", "/v1/administrations"), ("GET", "/v1/participations")]
CALLS = {
    "district_administrator": [],
    "survey_lead": _MANAGE_CALLS,
    "facilitator": [*_MANAGE_CALLS, *_RUN_CALLS],
    "school_leader": [*_MANAGE_CALLS, *_RUN_CALLS],
    "viewer": [*_MANAGE_CALLS, *_RUN_CALLS, *_READ_CALLS],
}


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    """Where the system sends its messages."""
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def desk(mail: MailServer) -> Iterator[Stack]:
    """A running system with a mail server and nothing else; this file shares it, in its order."""
    smtp = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mail.port), "SMTP_SECURITY": "none"}
    sender = {"MAIL_FROM": "Survey office <survey@lakeview.example>"}
    with fresh_home() as home, Stack(home, extra_env=FAST | smtp | sender) as running:
        yield running


def test_from_an_empty_system_to_a_released_profile(desk: Stack, journey: Journey, tmp_path: Path) -> None:
    stack = desk
    origin = stack.base_url
    link = stack.sign_in_link(district=_district(stack), email="lead@lakeview.example")
    roster, broken = tmp_path / "schools.csv", tmp_path / "broken.csv"
    roster.write_text(_ROSTER)
    broken.write_text(_BROKEN)
    names = {"origin": origin, "school": _SCHOOL, "other": _OTHER}
    journey("consoleRoster", link=link, roster=str(roster), broken=str(broken), **names)
    assert _count(stack, "schools") == _count(stack, "rosters") == 0  # it was only read

    poster, cards = tmp_path / "poster.pdf", tmp_path / "cards.pdf"
    files = {"poster": str(poster), "cards": str(cards)}
    survey = journey("consolePlan", roster=str(roster), **names, **files)["survey"]
    assert (_count(stack, "schools"), _count(stack, "rosters")) == (2, 1)
    assert _count(stack, "access_codes") == _ELIGIBLE
    wave = _as_printed(stack, survey, poster=poster.read_bytes(), cards=cards.read_bytes())

    phone = {"profile": str(tmp_path / "teacher"), "card": wave.cards[0]["url"], "words": list(wave.words)}
    journey("consoleAnswer", **phone)
    wave.fill(range(1, 10))
    assert _count(stack, "sealed_responses") == 10

    journey("consoleEnd", survey=survey, **names)
    assert _count(stack, "sealed_responses") == 0
    assert _count(stack, "profiles") == 2
    with _operator(stack) as office:
        published = office.get("/v1/profiles", params={"administration": survey}).json()["data"]
    standing = {one["school"]["name"]: one["participation"]["standing"] for one in published}
    assert standing == {_SCHOOL: "profile", _OTHER: "suppressed"}


def test_a_survey_by_e_mail_is_given_addresses_reminded_and_deleted(
    desk: Stack, mail: MailServer, journey: Journey
) -> None:
    addresses = ["j.doe@lakeview.example", "r.roe@lakeview.example"]
    wave = open_wave(desk, by_mail=True, opened=False)
    with _operator(desk) as office:
        district = office.get(f"/v1/administrations/{wave.administration}").json()["district"]
    journey(
        "consoleMail",
        origin=desk.base_url,
        link=desk.sign_in_link(district=district, email="lead@lakeview.example"),
        survey=wave.administration,
        school=wave.school,
        addresses=addresses,
    )
    told = {address: len(mail.of(address)) for address in addresses}
    assert all(told.values()), told
    assert wave.rows("SELECT 1 FROM mail_addresses WHERE participation_id = $1") == []
    assert wave.rows("SELECT 1 FROM access_codes WHERE participation_id = $1") == []
    assert wave.rows("SELECT 1 FROM participations WHERE id = $1") == []


@pytest.mark.parametrize("role", OFFERED)
def test_each_role_is_offered_its_own_and_refused_the_rest(desk: Stack, journey: Journey, role: str) -> None:
    begins_at_the_console = role in {"district_administrator", "survey_lead"}
    found = journey(
        "consoleRole",
        origin=desk.base_url,
        link=_invited(desk, role),
        first="What would you like to do?" if begins_at_the_console else "School profiles",
        refused=REFUSED[role],
        calls=CALLS[role],
        look=role == "school_leader",
    )
    assert found["offered"] == OFFERED[role]
    assert set(found["answers"]) <= {403}
    assert len(found["answers"]) == len(CALLS[role])


def _district(stack: Stack) -> str:
    with _operator(stack) as office:
        made = office.post("/v1/districts", json={"name": "Lakeview Unified", "synthetic": True})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def _invited(stack: Stack, role: str) -> str:
    """A link for a person of the role, in a district of their own with one school."""
    district, email = _district(stack), f"{role.replace('_', '.')}@lakeview.example"
    with _operator(stack) as office:
        school = office.post("/v1/schools", json={"name": _SCHOOL, "district": district}).json()["id"]
        bound = {"schools": [school]} if role == "school_leader" else {}
        asked = {"district": district, "email": email, "role": role} | bound
        made = office.post("/v1/people", json=asked)
    assert made.status_code == 201, made.text
    link = stack.sign_in_link(district=district, email=email)
    assert link is not None
    return link


def _as_printed(stack: Stack, survey: str, *, poster: bytes, cards: bytes) -> Wave:
    """The survey as a teacher knows it: what a camera reads from the poster and from the cards."""
    [wall] = {one for one in squares_in(poster) if "pin=" in one}
    drawn = squares_in(cards)
    assert len(set(drawn)) == _ELIGIBLE
    given = dict(part.split("=", 1) for part in wall.partition("#")[2].split("&"))
    with _operator(stack) as office:
        words = office.get(f"/v1/participations/{given['p']}").json()["check_words"]
    assert all(word in text_of(poster) for word in words)
    return Wave(
        stack=stack,
        administration=survey,
        participation=given["p"],
        school=_SCHOOL,
        poster=wall,
        pin=given["pin"],
        words=words,
        cards=[{"url": url, "code": url.rpartition("c=")[2]} for url in drawn],
    )


def _count(stack: Stack, table: str) -> int:
    async def ask() -> int:
        url = make_url(stack.database_url).set(drivername="postgresql")
        connection = await asyncpg.connect(url.render_as_string(hide_password=False))
        try:
            return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our names
        finally:
            await connection.close()

    return asyncio.run(ask())


def _operator(stack: Stack) -> httpx.Client:
    return httpx.Client(base_url=stack.base_url, headers={"authorization": f"Bearer {stack.admin_key}"})
