"""From a draft to a closed window: what is refused when, and what each step leaves behind."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from survey_api.access.admission import Admission
from survey_api.access.callers import Caller
from survey_api.access.trail import Trail
from survey_api.administrations import preparing
from survey_api.problems import KeysNotPrepared
from survey_core.encoding import b64url
from survey_core.instruments import sealed_length, shipped
from survey_core.passes.signer import IssuerKey
from survey_core.sealing.manifest import parse_manifest, pin
from survey_core.sealing.words import check_words
from tests.fixtures.office import Office, at, make_sealing_keys, plan
from tests.integration.api.conftest import Tenant

NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"k": 4}, {"/k"}),
        ({"k": "5"}, {"/k"}),
        ({"grace_hours": 169}, {"/grace_hours"}),
        ({"opens_at": "2026-11-23 08:00"}, {"/opens_at"}),
        ({"opens_at": "2026-11-23T08:00:00"}, {"/opens_at"}),
        ({"opens_at": "2026-11-23T08:00:00.5Z"}, {"/opens_at"}),
        ({"access": "open"}, {"/word"}),
        ({"word": "harvest"}, {"/word"}),
        ({"access": "import", "release_mode": "rolling"}, {"/release_mode"}),
        ({"closes_at": at(NOW - timedelta(hours=2))}, {"/closes_at"}),
        ({"closes_no_later_than": at(NOW + timedelta(days=1))}, {"/closes_no_later_than"}),
        ({"custody": "kms"}, {"/custody"}),
    ],
)
async def test_a_policy_that_does_not_fit_is_refused(
    tenant: Tenant, fields: dict[str, Any], faults: set[str]
) -> None:
    answer = await tenant.office.http.post(
        "/v1/administrations", json=plan(tenant.district, [tenant.school]) | fields
    )

    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} == faults


@pytest.mark.parametrize(
    ("fields", "eligible", "code"),
    [
        ({"release_mode": "rolling"}, 39, "too-few-for-rolling"),
        ({"access": "open", "word": "harvest"}, 29, "too-few-for-open"),
        ({}, None, "eligible-required"),
    ],
)
async def test_each_way_of_asking_needs_enough_people(
    tenant: Tenant, fields: dict[str, Any], eligible: int | None, code: str
) -> None:
    refused = await tenant.office.http.post(
        "/v1/administrations", json=plan(tenant.district, [tenant.school], eligible=eligible) | fields
    )
    enough = await tenant.office.http.post(
        "/v1/administrations",
        json=plan(tenant.district, [tenant.school], eligible=(eligible or 0) + 1) | fields,
    )

    assert refused.status_code == 422
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [("/schools/0/eligible", code)]
    assert enough.status_code == 201


async def test_unknown_instruments_and_schools_named_twice_are_refused(tenant: Tenant) -> None:
    instrument = await tenant.office.http.post(
        "/v1/administrations", json=plan(tenant.district) | {"version": "9.9.9"}
    )
    twice = await tenant.office.http.post(
        "/v1/administrations", json=plan(tenant.district, [tenant.school, tenant.school])
    )

    assert (instrument.status_code, instrument.json()["code"]) == (422, "unknown-instrument")
    assert [e["pointer"] for e in twice.json()["errors"]] == ["/schools/1/school"]


async def test_a_draft_has_nothing_to_print_yet(tenant: Tenant) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])

    (participation,) = made["participations"]
    shown = (await tenant.office.http.get(f"/v1/participations/{participation}")).json()
    assert made["state"] == shown["state"] == "draft"
    assert shown["pin"] is shown["check_words"] is shown["poster_url"] is shown["preview_url"] is None


async def test_a_draft_may_change_and_nothing_else(tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])
    url = f"/v1/administrations/{made['id']}"

    changed = await tenant.office.http.patch(url, json={"title": "Spring", "grace_hours": 0})
    unfit = await tenant.office.http.patch(url, json={"opens_at": at(NOW + timedelta(days=30))})
    access = await tenant.office.http.patch(url, json={"access": "open"})
    await make_sealing_keys(superuser, made["id"])
    await tenant.office.made(f"{url}/ready")
    late = await tenant.office.http.patch(url, json={"title": "Too late"})

    assert (changed.status_code, changed.json()["title"], changed.json()["grace_hours"]) == (200, "Spring", 0)
    assert unfit.json()["errors"][0]["pointer"] == "/closes_at"
    assert access.status_code == 422
    assert (late.status_code, late.json()["code"]) == (409, "wrong-state")


async def test_schools_join_a_draft_once(tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])
    url = f"/v1/administrations/{made['id']}/participations"
    other = await tenant.office.school(tenant.district, "Hillside")

    again = await tenant.office.http.post(url, json={"schools": [{"school": tenant.school, "eligible": 9}]})
    joined = await tenant.office.http.post(url, json={"schools": [{"school": other, "eligible": 9}]})
    await make_sealing_keys(superuser, made["id"])
    await tenant.office.made(f"/v1/administrations/{made['id']}/ready")
    late = await tenant.office.http.post(url, json={"schools": [{"school": other, "eligible": 9}]})

    assert (again.status_code, again.json()["code"]) == (409, "school-already-takes-part")
    assert (joined.status_code, len(joined.json()["participations"])) == (201, 2)
    assert (late.status_code, late.json()["code"]) == (409, "wrong-state")


async def test_ready_needs_a_school_and_the_workers_keys(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    empty = await tenant.office.administration(tenant.district)
    waiting = await tenant.office.administration(tenant.district, [tenant.school])
    caller = Caller(key_id="0" * 12, name="test", district_id=None, scopes=frozenset())

    no_schools = await tenant.office.http.post(f"/v1/administrations/{empty['id']}/ready")
    with pytest.raises(KeysNotPrepared) as refusal:
        await preparing.prepare(
            Admission(caller=caller, database=api.state.database, trail=Trail(caller=caller)),
            administration_id=waiting["id"],
            keys=api.state.issuer_keys,
            can_mail=False,
            wait_s=0.3,
        )

    assert (no_schools.status_code, no_schools.json()["code"]) == (409, "no-schools")
    assert refusal.value.headers["Retry-After"]
    still = await tenant.office.http.get(f"/v1/administrations/{waiting['id']}")
    assert still.json()["state"] == "draft"
    assert await superuser.fetchval("SELECT count(*) FROM participations WHERE manifest IS NOT NULL") == 0


async def test_ready_freezes_manifests_that_clients_accept(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school], eligible=41, k=6)
    await make_sealing_keys(superuser, made["id"])

    ready = await tenant.office.made(f"/v1/administrations/{made['id']}/ready")

    (participation,) = ready["participations"]
    served = await tenant.office.http.get(f"/v1/participations/{participation}/manifest")
    shown = (await tenant.office.http.get(f"/v1/participations/{participation}")).json()
    manifest = parse_manifest(served.content)
    row = await superuser.fetchrow("SELECT * FROM participations")
    pem = (api.state.settings.issuer_key_dir / f"{participation}.pem").read_bytes()
    assert (manifest.administration, manifest.participation) == (made["id"], participation)
    assert (manifest.eligible, manifest.k, manifest.replacement_cap) == (41, 6, 3)
    assert manifest.instrument_digest == shipped("internal-coherence-short").digest
    assert (
        manifest.sealed_length == row["sealed_length"] == sealed_length(shipped("internal-coherence-short"))
    )
    assert manifest.modulus == IssuerKey.from_pem(pem).public_modulus() == row["issuer_public_key"]
    assert manifest.sealing_point == row["sealing_public_key"]
    assert manifest.opens_at == made["opens_at"]
    assert manifest.closes_no_later_than == made["closes_no_later_than"]
    assert pin(served.content) == row["pin"]
    assert shown["pin"] == b64url(row["pin"])
    assert shown["check_words"] == list(check_words(row["pin"]))
    assert shown["poster_url"].endswith(f"/survey/#v=1&p={participation}&pin={shown['pin']}")
    assert shown["preview_url"].endswith(f"/preview/#p={participation}")


async def test_two_who_press_ready_get_one_set_of_keys(api: FastAPI, tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, made["id"])
    url = f"/v1/administrations/{made['id']}/ready"

    answers = await asyncio.gather(*(tenant.office.http.post(url) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    (path,) = api.state.settings.issuer_key_dir.glob("*.pem")
    modulus = await superuser.fetchval("SELECT issuer_public_key FROM participations")
    assert IssuerKey.from_pem(path.read_bytes()).public_modulus() == modulus


async def test_the_window_opens_in_its_time_only(tenant: Tenant, superuser: Any) -> None:
    early = await tenant.office.administration(
        tenant.district, [tenant.school], opens_at=at(NOW + timedelta(days=1))
    )
    draft = await tenant.office.administration(tenant.district, [tenant.school])
    elsewhere = await tenant.office.school(tenant.district, "Hillside")  # nobody is asked twice in 90 days
    over = await tenant.office.administration(tenant.district, [elsewhere])
    for made in (early, over):
        await make_sealing_keys(superuser, made["id"])
        await tenant.office.made(f"/v1/administrations/{made['id']}/ready")
    await superuser.execute(
        "UPDATE administrations SET closes_at = opens_at + interval '1 second' WHERE id = $1", over["id"]
    )

    answers = {
        name: (await tenant.office.http.post(f"/v1/administrations/{made['id']}/open")).json()["code"]
        for name, made in (("early", early), ("draft", draft), ("over", over))
    }

    assert answers == {"early": "too-early", "draft": "wrong-state", "over": "window-over"}


async def opened(office: Office, tenant: Tenant, superuser: Any) -> dict[str, Any]:
    """An open administration."""
    made = await office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, made["id"])
    await office.made(f"/v1/administrations/{made['id']}/ready")
    return await office.made(f"/v1/administrations/{made['id']}/open")


async def test_opening_moves_both_tables(tenant: Tenant, superuser: Any) -> None:
    made = await opened(tenant.office, tenant, superuser)

    again = await tenant.office.http.post(f"/v1/administrations/{made['id']}/open")

    assert made["state"] == "open"
    assert await superuser.fetchval("SELECT state FROM participations") == "open"
    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")


async def test_an_extension_ends_where_the_manifest_says(tenant: Tenant, superuser: Any) -> None:
    made = await opened(tenant.office, tenant, superuser)
    url = f"/v1/administrations/{made['id']}/extend"
    before = await superuser.fetchval("SELECT manifest FROM participations")

    too_late = await tenant.office.http.post(url, json={"closes_at": at(NOW + timedelta(days=15))})
    not_later = await tenant.office.http.post(url, json={"closes_at": made["closes_at"]})
    fits = await tenant.office.http.post(url, json={"closes_at": made["closes_no_later_than"]})

    assert {too_late.json()["code"], not_later.json()["code"]} == {"extension-too-long"}
    assert (fits.status_code, fits.json()["closes_at"]) == (200, made["closes_no_later_than"])
    assert await superuser.fetchval("SELECT manifest FROM participations") == before


async def test_closing_stops_passes_and_destroys_the_issuer_key(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    made = await opened(tenant.office, tenant, superuser)
    url = f"/v1/administrations/{made['id']}/close"

    closed = await tenant.office.made(url)
    again = await tenant.office.http.post(url)

    assert (closed["state"], again.status_code) == ("closed", 409)
    assert closed["closed_at"] is not None
    await api.state.housekeeper.once()
    assert list(api.state.settings.issuer_key_dir.glob("*.pem")) == []
    row = await superuser.fetchrow("SELECT state, issuer_key_destroyed FROM participations")
    assert (row["state"], row["issuer_key_destroyed"]) == ("closed", True)


async def test_collected_elsewhere_has_no_window_and_no_keys(tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(
        tenant.district, [tenant.school], access="import", eligible=None
    )

    for stage, body in (("ready", None), ("open", None), ("close", None), ("extend", {"closes_at": at(NOW)})):
        answer = await tenant.office.http.post(f"/v1/administrations/{made['id']}/{stage}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "collected-elsewhere")
    row = await superuser.fetchrow("SELECT eligible, issuer_key_destroyed FROM participations")
    assert (row["eligible"], row["issuer_key_destroyed"]) == (None, True)
    assert await superuser.fetchval("SELECT count(*) FROM outbox_events") == 0


async def test_the_meetings_word_is_kept_as_a_hash(tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(
        tenant.district, [tenant.school], access="open", word="Copper harvest"
    )

    row = await superuser.fetchrow("SELECT * FROM administrations")
    assert "word" not in made
    assert len(row["word_hash"]) == 32
    assert b"opper" not in row["word_hash"]


async def test_progress_is_what_was_written_at_the_fixed_hour(tenant: Tenant, superuser: Any) -> None:
    made = await opened(tenant.office, tenant, superuser)
    url = f"/v1/administrations/{made['id']}/progress"
    before = (await tenant.office.http.get(url)).json()["data"]
    await superuser.execute("INSERT INTO progress SELECT id, 15, NULL FROM participations")

    after = (await tenant.office.http.get(url)).json()["data"]

    assert (before[0]["completed_at_least"], after[0]["completed_at_least"]) == (None, 15)
    assert set(after[0]) == {
        *("participation", "school", "schools", "state"),
        *("eligible", "completed_at_least", "band"),
    }
