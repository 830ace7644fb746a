"""Storing instruments: precise refusals, and nothing stored ever changes."""

import orjson

from survey_core.instruments import shipped, shipped_source
from tests.fixtures.office import Office
from tests.integration.api.conftest import Tenant

SOURCE = shipped_source("internal-coherence-short")


def variant(*, version: str = "1.0.0", name: str = "my-survey", title: str = "Mine") -> bytes:
    """A document of one's own, as JSON."""
    document = orjson.loads(shipped("internal-coherence-short").canonical_json)
    document |= {"instrument": name, "version": version, "title": {"en": title, "es": title}}
    return orjson.dumps(document)


async def test_every_fault_is_named_with_its_place(tenant: Tenant) -> None:
    document = orjson.loads(variant())
    document["version"] = "one"
    document["domains"][0]["factors"][0]["items"][0]["scale"] = "nowhere"

    answer = await tenant.office.http.post("/v1/instruments", content=orjson.dumps(document))

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid-instrument")
    pointers = {error["pointer"] for error in problem["errors"]}
    assert {"/version", "/domains/0/factors/0/items/0/scale"} <= pointers


async def test_what_is_no_document_is_refused(tenant: Tenant) -> None:
    for source in (b"", b"- a\n- b\n", b"a: [", b"\xff\xfe\x00", b"null"):
        answer = await tenant.office.http.post("/v1/instruments", content=source)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-instrument"), source


async def test_a_stored_version_never_changes(tenant: Tenant) -> None:
    first = await tenant.office.http.post("/v1/instruments", content=variant())
    again = await tenant.office.http.post("/v1/instruments", content=variant())
    changed = await tenant.office.http.post("/v1/instruments", content=variant(title="Other"))
    raised = await tenant.office.http.post("/v1/instruments", content=variant(title="Other", version="1.0.1"))

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert (changed.status_code, changed.json()["code"]) == (409, "instrument-immutable")
    assert raised.status_code == 201


async def test_the_id_and_version_of_a_shipped_one_are_taken(tenant: Tenant) -> None:
    same = await tenant.office.http.post("/v1/instruments", content=SOURCE)
    other = await tenant.office.http.post("/v1/instruments", content=variant(name="internal-coherence-short"))

    assert same.status_code == 200
    assert same.json()["district"] is None
    assert other.status_code == 409


async def test_an_instrument_is_its_districts_own(tenant: Tenant, stranger: Tenant) -> None:
    mine = (await tenant.office.http.post("/v1/instruments", content=variant())).json()

    assert (await stranger.office.http.get(f"/v1/instruments/{mine['id']}")).status_code == 404
    assert mine["id"] not in (await stranger.office.http.get("/v1/instruments")).text
    theirs = await stranger.office.http.post("/v1/instruments", content=variant(title="Other"))
    assert theirs.status_code == 201


async def test_the_operator_stores_for_everybody(operator: Office, tenant: Tenant) -> None:
    stored = await operator.http.post("/v1/instruments", content=variant())

    seen = await tenant.office.http.get(f"/v1/instruments/{stored.json()['id']}")

    assert stored.json()["district"] is None
    assert seen.json()["document"]["instrument"] == "my-survey"


async def test_yaml_and_json_of_one_document_have_one_digest(operator: Office) -> None:
    listed = (await operator.http.get("/v1/instruments")).json()["data"]

    found = {entry["instrument"]: entry["digest"] for entry in listed}

    assert found == {
        name: shipped(name).digest for name in ("internal-coherence", "internal-coherence-short")
    }


async def test_schemas_are_served_to_everybody(operator: Office) -> None:
    for name in ("instrument", "profile"):
        answer = await operator.http.get(f"/v1/schemas/{name}", headers={"Authorization": ""})
        assert answer.status_code == 200
        assert answer.json()["type"] == "object"
