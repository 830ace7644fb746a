"""Choosing background questions for an administration: what is refused, and what is frozen and asked."""

from typing import Any

import pytest

from survey_core.sealing.manifest import parse_manifest
from tests.fixtures.instruments import both, change, document
from tests.fixtures.office import make_sealing_keys, plan
from tests.integration.api.conftest import Tenant

ROLLING = {"release_mode": "rolling"}
OPEN = {"access": "open", "word": "harvest"}
IMPORT = {"access": "import"}


async def post(tenant: Tenant, fields: dict[str, Any], *, eligible: int = 60) -> Any:
    body = plan(tenant.district, [tenant.school], eligible=eligible) | fields
    return await tenant.office.http.post("/v1/administrations", json=body)


def faults(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (["age"], [("/subgroup_tables/0", "unknown-question")]),
        (["meets_in_team"], [("/subgroup_tables/0", "unknown-question")]),
        (["grades", "grades"], [("/subgroup_tables/1", "twice")]),
        (["grades", "age"], [("/subgroup_tables/1", "unknown-question")]),
        (["grades", "years_here", "age"], [("/subgroup_tables", "too-long")]),
        ("grades", [("/subgroup_tables", "list-type")]),
    ],
)
async def test_only_two_questions_of_the_instrument_can_be_chosen(
    tenant: Tenant, tables: Any, expected: list[tuple[str, str]]
) -> None:
    assert faults(await post(tenant, {"subgroup_tables": tables})) == expected


async def test_the_refusal_says_what_the_instrument_offers(tenant: Tenant) -> None:
    answer = await post(tenant, {"subgroup_tables": ["age"]})

    assert "it offers: years_here, grades" in answer.json()["errors"][0]["detail"]
    assert "age" not in answer.json()["errors"][0]["detail"].replace("background", "")


@pytest.mark.parametrize(
    ("fields", "code"),
    [(OPEN, "tables-need-cards"), (IMPORT, "tables-need-cards"), (ROLLING, "tables-need-sealed")],
)
async def test_some_ways_of_asking_make_no_tables(tenant: Tenant, fields: dict[str, Any], code: str) -> None:
    refused = await post(tenant, fields | {"subgroup_tables": ["grades"]})
    without = await post(tenant, fields)

    assert faults(refused) == [("/subgroup_tables", code)]
    assert without.status_code == 201


async def test_a_question_of_four_answers_cannot_be_chosen(tenant: Tenant) -> None:
    question = document()["background"][0]
    four = [{"value": f"v{n}", "label": both(f"Answer {n}")} for n in range(4)]
    three = [*four[:3]]
    background = [
        question | {"id": "four", "answers": four},
        question | {"id": "three", "answers": three},
    ]
    loaded = change(change(document(), ("background",), background), ("instrument",), "own")
    added = await tenant.office.http.post("/v1/instruments", json=loaded)
    assert added.status_code == 201, added.text
    own = {"instrument": "own", "version": "1.0.0"}

    refused = await post(tenant, own | {"subgroup_tables": ["four"]})
    taken = await post(tenant, own | {"subgroup_tables": ["three"]})

    assert faults(refused) == [("/subgroup_tables/0", "too-many-answers")]
    assert taken.json()["subgroup_tables"] == ["three"]


async def test_nothing_is_asked_unless_chosen(tenant: Tenant, superuser: Any) -> None:
    made = (await post(tenant, {})).json()
    manifest, questions = await frozen(tenant, superuser, made)

    assert made["subgroup_tables"] == []
    assert (manifest.subgroup_tables, questions["background"]) == ([], [])


async def test_chosen_questions_are_frozen_and_asked_in_the_instruments_order(
    tenant: Tenant, superuser: Any
) -> None:
    made = (await post(tenant, {"subgroup_tables": ["grades", "years_here"]})).json()
    manifest, questions = await frozen(tenant, superuser, made)

    assert made["subgroup_tables"] == manifest.subgroup_tables == ["years_here", "grades"]
    assert [question["id"] for question in questions["background"]] == ["years_here", "grades"]
    assert [len(question["answers"]) for question in questions["background"]] == [3, 3]


async def test_a_draft_may_change_its_tables_and_nothing_later_may(tenant: Tenant, superuser: Any) -> None:
    made = (await post(tenant, {"subgroup_tables": ["grades"]})).json()
    url = f"/v1/administrations/{made['id']}"

    rolling = await tenant.office.http.patch(url, json=ROLLING)
    unknown = await tenant.office.http.patch(url, json={"subgroup_tables": ["age"]})
    none = await tenant.office.http.patch(url, json={"subgroup_tables": []})
    other = await tenant.office.http.patch(url, json={"subgroup_tables": ["years_here"]})
    untouched = await tenant.office.http.patch(url, json={"title": "Spring"})
    manifest, _ = await frozen(tenant, superuser, made)
    late = await tenant.office.http.patch(url, json={"subgroup_tables": []})

    assert faults(rolling) == [("/subgroup_tables", "tables-need-sealed")]
    assert faults(unknown) == [("/subgroup_tables/0", "unknown-question")]
    assert [one.json()["subgroup_tables"] for one in (none, other, untouched)] == [
        [],
        ["years_here"],
        ["years_here"],
    ]
    assert manifest.subgroup_tables == ["years_here"]
    assert (late.status_code, late.json()["code"]) == (409, "wrong-state")


@pytest.mark.parametrize(("k", "eligible", "enough"), [(5, 9, False), (5, 10, True), (8, 15, False)])
async def test_tables_that_no_school_could_show_are_refused_before_anybody_is_asked(
    tenant: Tenant, superuser: Any, k: int, eligible: int, *, enough: bool
) -> None:
    made = (await post(tenant, {"subgroup_tables": ["grades"], "k": k}, eligible=eligible)).json()
    await make_sealing_keys(superuser, made["id"])

    ready = await tenant.office.http.post(f"/v1/administrations/{made['id']}/ready")

    if enough:
        assert ready.status_code == 200
    else:
        assert faults(ready) == [("/subgroup_tables", "too-few-for-tables")]
        assert f"{2 * k} eligible" in ready.json()["errors"][0]["detail"]


async def test_a_school_too_small_for_a_table_is_not_asked(tenant: Tenant, superuser: Any) -> None:
    small = await tenant.office.school(tenant.district, "Hillside")
    made = (await post(tenant, {"subgroup_tables": ["grades"]}, eligible=10)).json()
    await tenant.office.made(
        f"/v1/administrations/{made['id']}/participations",
        {"schools": [{"school": small, "eligible": 9}]},
    )
    await make_sealing_keys(superuser, made["id"])
    ready = (await tenant.office.made(f"/v1/administrations/{made['id']}/ready"))["participations"]

    asked = {}
    for participation in ready:
        url = f"/v1/participations/{participation}"
        manifest = parse_manifest((await tenant.office.http.get(f"{url}/manifest")).content)
        questions = (await tenant.office.http.get(f"{url}/questionnaire")).json()["background"]
        asked[manifest.eligible] = (manifest.subgroup_tables, [question["id"] for question in questions])
    assert asked == {10: (["grades"], ["grades"]), 9: ([], [])}


async def frozen(tenant: Tenant, superuser: Any, made: dict[str, Any]) -> tuple[Any, Any]:
    """Make it ready; return the manifest and the questionnaire of its one school."""
    await make_sealing_keys(superuser, made["id"])
    await tenant.office.made(f"/v1/administrations/{made['id']}/ready")
    url = f"/v1/participations/{made['participations'][0]}"
    manifest = parse_manifest((await tenant.office.http.get(f"{url}/manifest")).content)
    return manifest, (await tenant.office.http.get(f"{url}/questionnaire")).json()
