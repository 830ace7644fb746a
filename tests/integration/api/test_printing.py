"""Posters and cards as PDF: who may have them and when, and that a sheet that fails leaves no card made."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from survey_api.documents.typesetter import Typesetter
from survey_core.passes.codes import code_hash, parse_code
from tests.fixtures.office import Office
from tests.fixtures.printed import pages_of, sizes_of, squares_in, text_of
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_cards import ready, stored
from tests.integration.api.test_schools_only import bound, two_schools

PDF = {"Accept": "application/pdf"}


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs a broker or a background."""
    return quiet_api


async def test_a_poster_is_refused_before_there_is_a_pin_and_to_whoever_may_not_see_the_survey(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    draft = await tenant.office.administration(tenant.district, [tenant.school])
    elsewhere = await tenant.office.administration(tenant.district, [tenant.school], access="import")
    early, imported = [
        await tenant.office.http.get(f"/v1/participations/{one['participations'][0]}/poster")
        for one in (draft, elsewhere)
    ]
    participation = await ready(tenant, superuser)
    url = f"/v1/participations/{participation}/poster"
    reader = Office.with_key(client, await operator.key(tenant.district, "profiles.read"))

    assert (early.status_code, early.json()["code"]) == (409, "wrong-state")
    assert (imported.status_code, imported.json()["code"]) == (409, "collected-elsewhere")
    assert (await client.get(url)).status_code == 401
    assert (await reader.http.get(url)).json()["code"] == "insufficient-scope"
    assert (await stranger.office.http.get(url)).status_code == 404
    for name, value in (("paper", "a5"), ("paper", ""), ("language", "fr"), ("language", "EN")):
        refused = await tenant.office.http.get(url, params={name: value})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"query/{name}")


async def test_whoever_is_bound_to_a_school_has_its_poster_and_no_other(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    _, participations = await two_schools(tenant, superuser)
    office = await bound(client, operator, tenant, tenant.school)
    (other,) = set(participations) - {tenant.school}

    mine = await office.http.get(f"/v1/participations/{participations[tenant.school]}/poster")
    theirs = await office.http.get(f"/v1/participations/{participations[other]}/poster")

    assert (mine.status_code, theirs.status_code) == (200, 404)


async def test_a_poster_carries_the_address_that_the_api_shows_and_has_an_etag(
    tenant: Tenant, superuser: Any
) -> None:
    participation = await ready(tenant, superuser)
    url = f"/v1/participations/{participation}/poster"
    shown = (await tenant.office.http.get(f"/v1/participations/{participation}")).json()

    answer = await tenant.office.http.get(url)
    small = await tenant.office.http.get(url, params={"paper": "a4", "language": "es"})
    head = await tenant.office.http.head(url)
    known = await tenant.office.http.get(url, headers={"If-None-Match": answer.headers["etag"]})

    assert answer.headers["content-type"] == "application/pdf"
    assert squares_in(answer.content) == squares_in(small.content) == [shown["poster_url"]]
    assert shown["poster_url"] in text_of(answer.content).replace(" ", "")
    assert all(word in text_of(small.content) for word in shown["check_words"])
    assert (sizes_of(answer.content), sizes_of(small.content)) == ({(216, 279)}, {(210, 297)})
    assert head.headers["etag"] == answer.headers["etag"] != small.headers["etag"]
    assert (head.content, known.status_code, known.content) == (b"", 304, b"")
    assert answer.headers["content-disposition"] == 'inline; filename="poster-both-letter.pdf"'


async def test_the_word_of_a_meeting_is_on_no_poster(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, access="open", word="harvest")

    poster = await tenant.office.http.get(f"/v1/participations/{participation}/poster")

    assert "It is not printed here" in text_of(poster.content)
    assert "harvest" not in text_of(poster.content)
    assert b"harvest" not in poster.content


async def test_cards_come_as_sheets_and_only_their_hashes_stay(
    tenant: Tenant, superuser: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    participation = await ready(tenant, superuser, eligible=12)
    url = f"/v1/participations/{participation}"

    made = await tenant.office.http.post(f"{url}/cards", headers=PDF, params={"paper": "a4"})
    more = await tenant.office.http.post(f"{url}/replacements", headers=PDF, json={"n": 2})
    again = await tenant.office.http.post(f"{url}/cards", headers=PDF)

    assert (made.status_code, more.status_code, again.json()["code"]) == (201, 201, "cards-already-made")
    assert made.headers["content-type"] == "application/pdf"
    assert made.headers["cache-control"] == more.headers["cache-control"] == "no-store"
    assert "etag" not in made.headers
    assert len(pages_of(made.content)) == 2
    squares = squares_in(made.content), squares_in(more.content)
    codes = [[parse_code(one.partition("&c=")[2]) for one in each] for each in squares]
    hashes = [{code_hash(participation, code) for code in each} for each in codes]
    kept = await stored(superuser, participation)
    assert {one for one, replaced in kept.items() if not replaced} == hashes[0]
    assert {one for one, replaced in kept.items() if replaced} == hashes[1]
    logged, audit = capsys.readouterr(), str(await superuser.fetch("SELECT * FROM audit_log"))
    remembered = str(await superuser.fetch("SELECT * FROM idempotency_keys"))
    for code in codes[0] + codes[1]:
        assert code not in logged.out + logged.err + audit + remembered


async def test_a_sheet_that_cannot_be_made_leaves_its_cards_unmade(
    api: FastAPI, tenant: Tenant, superuser: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    participation = await ready(tenant, superuser, eligible=7)
    url = f"/v1/participations/{participation}"
    good = api.state.typesetter
    (tmp_path / "cards.typ").write_text("#panic(sys.inputs.data)")
    capsys.readouterr()

    api.state.typesetter = Typesetter(templates=tmp_path)
    failed = await tenant.office.http.post(f"{url}/cards", headers=PDF)
    nothing = await stored(superuser, participation)
    shown = (await tenant.office.http.get(url)).json()
    logged = capsys.readouterr()
    api.state.typesetter = good
    made = await tenant.office.http.post(f"{url}/cards", headers=PDF)
    api.state.typesetter = Typesetter(templates=tmp_path)
    not_replaced = await tenant.office.http.post(f"{url}/replacements", headers=PDF, json={"n": 1})

    assert (failed.status_code, not_replaced.status_code) == (500, 500)
    assert failed.json()["code"] == "internal-error"
    assert (nothing, shown["cards_made"]) == ({}, False)
    assert "CannotTypeset" in logged.out
    assert participation not in logged.out + logged.err, "what was to be printed is told to nobody"
    assert made.status_code == 201
    assert len(await stored(superuser, participation)) == 7
    assert (await superuser.fetchval("SELECT replacements_issued FROM participations")) == 0
