"""Cards: once, as many as the manifest says, in no order, and kept as hashes only."""

import asyncio
import csv
import io
from typing import Any

import pytest

from survey_core.passes.codes import code_hash, parse_code
from tests.fixtures.office import make_sealing_keys
from tests.integration.api.conftest import Tenant


async def ready(tenant: Tenant, superuser: Any, *, eligible: int = 40, **fields: Any) -> str:
    """A participation that is ready; returns its id."""
    made = await tenant.office.administration(tenant.district, [tenant.school], eligible=eligible, **fields)
    await make_sealing_keys(superuser, made["id"])
    await tenant.office.made(f"/v1/administrations/{made['id']}/ready")
    return str(made["participations"][0])


async def stored(superuser: Any, participation: str) -> dict[bytes, bool]:
    rows = await superuser.fetch("SELECT * FROM access_codes WHERE participation_id = $1", participation)
    assert all(row["blinded_hash"] is None for row in rows)
    return {row["code_hash"]: row["replacement"] for row in rows}


async def test_no_cards_before_ready_or_without_cards(tenant: Tenant, superuser: Any) -> None:
    draft = await tenant.office.administration(tenant.district, [tenant.school])
    word = await ready(tenant, superuser, access="open", word="harvest")
    elsewhere = await tenant.office.administration(tenant.district, [tenant.school], access="import")

    codes = [
        (await tenant.office.http.post(f"/v1/participations/{participation}/cards")).json()["code"]
        for participation in (draft["participations"][0], word, elsewhere["participations"][0])
    ]

    assert codes == ["wrong-state", "no-cards", "no-cards"]
    assert await superuser.fetchval("SELECT count(*) FROM access_codes") == 0


async def test_cards_are_made_once_even_when_ten_ask(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, eligible=7)
    url = f"/v1/participations/{participation}/cards"

    answers = await asyncio.gather(*(tenant.office.http.post(url) for _ in range(10)))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    (made,) = [answer.json() for answer in answers if answer.status_code == 201]
    refused = [answer for answer in answers if answer.status_code == 409]
    assert {answer.json()["code"] for answer in refused} == {"cards-already-made"}
    codes = [parse_code(card["code"]) for card in made["cards"]]
    assert len(set(codes)) == 7
    hashes = {code_hash(participation, code): False for code in codes}
    assert await stored(superuser, participation) == hashes
    shown = (await tenant.office.http.get(f"/v1/participations/{participation}")).json()
    assert shown["cards_made"] is True


async def test_a_card_carries_its_code_in_the_fragment_and_no_pin(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, eligible=5)

    answer = await tenant.office.http.post(f"/v1/participations/{participation}/cards")

    assert answer.headers["cache-control"] == "no-store"
    for card in answer.json()["cards"]:
        base, _, fragment = card["url"].partition("#")
        assert base.endswith("/survey/")
        assert fragment == f"v=1&p={participation}&c={parse_code(card['code'])}"


async def test_rows_lie_in_no_order_of_the_printed_list(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, eligible=60)

    printed = (await tenant.office.http.post(f"/v1/participations/{participation}/cards")).json()["cards"]

    in_print = [code_hash(participation, parse_code(card["code"])) for card in printed]
    on_disk = [
        row["code_hash"] for row in await superuser.fetch("SELECT code_hash FROM access_codes ORDER BY ctid")
    ]
    assert on_disk == sorted(on_disk)
    assert in_print != on_disk
    assert sorted(in_print) == on_disk


async def test_csv_for_a_printer_neutralises_formulas(tenant: Tenant, superuser: Any) -> None:
    await tenant.office.http.patch(f"/v1/schools/{tenant.school}", json={"name": '=HYPERLINK("x")'})
    participation = await ready(tenant, superuser, eligible=5)

    answer = await tenant.office.http.post(
        f"/v1/participations/{participation}/cards", headers={"Accept": "text/csv"}
    )

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert [set(row) for row in rows] == [{"school", "code", "url"}] * 5
    assert {row["school"] for row in rows} == {'\'=HYPERLINK("x")'}


async def test_codes_are_in_no_log_and_no_audit(
    tenant: Tenant, superuser: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    participation = await ready(tenant, superuser, eligible=5)
    printed = (await tenant.office.http.post(f"/v1/participations/{participation}/cards")).json()["cards"]
    replaced = await tenant.office.made(f"/v1/participations/{participation}/replacements", {"n": 1})

    logged = capsys.readouterr()
    audit = str(await superuser.fetch("SELECT * FROM audit_log"))
    assert '"route":"/v1/participations/{participation_id}/cards"' in logged.out
    assert "cards.made" in audit
    for card in printed + replaced["cards"]:
        for form in (card["code"], parse_code(card["code"]), card["url"]):
            assert form not in logged.out + logged.err + audit


async def test_replacements_stop_at_the_manifests_cap(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, eligible=41)  # cap: 5 % of 41, rounded up = 3
    url = f"/v1/participations/{participation}/replacements"

    before = await tenant.office.http.post(url, json={"n": 1})
    await tenant.office.made(f"/v1/participations/{participation}/cards")
    none = await tenant.office.http.post(url, json={"n": 0})
    first = await tenant.office.http.post(url, json={"n": 2})
    too_many = await tenant.office.http.post(url, json={"n": 2})
    last = await tenant.office.http.post(url, json={"n": 1})

    assert (before.json()["code"], none.status_code) == ("cards-not-made", 422)
    assert (first.status_code, len(first.json()["cards"])) == (201, 2)
    assert (too_many.status_code, too_many.json()["code"]) == (409, "replacements-exhausted")
    assert last.status_code == 201
    codes = await stored(superuser, participation)
    assert (len(codes), sum(codes.values())) == (44, 3)
    shown = (await tenant.office.http.get(f"/v1/participations/{participation}")).json()
    assert (shown["replacements_issued"], shown["replacement_cap"]) == (3, 3)


async def test_concurrent_replacements_never_pass_the_cap(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, eligible=10)
    await tenant.office.made(f"/v1/participations/{participation}/cards")
    url = f"/v1/participations/{participation}/replacements"

    answers = await asyncio.gather(*(tenant.office.http.post(url, json={"n": 1}) for _ in range(6)))

    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]


async def test_a_corrected_number_is_audited_and_leaves_the_manifest(tenant: Tenant, superuser: Any) -> None:
    participation = await ready(tenant, superuser, eligible=9)
    url = f"/v1/participations/{participation}"
    before = await superuser.fetchval("SELECT manifest FROM participations")

    zero = await tenant.office.http.patch(url, json={"eligible": 0})
    changed = await tenant.office.http.patch(url, json={"eligible": 8})
    cards = await tenant.office.made(f"{url}/cards")

    assert (zero.status_code, changed.json()["eligible"]) == (422, 8)
    assert len(cards["cards"]) == 9  # what the manifest promised
    assert await superuser.fetchval("SELECT manifest FROM participations") == before
    detail = await superuser.fetchval("SELECT detail FROM audit_log WHERE action = 'participation.eligible'")
    assert detail == '{"after": 8, "before": 9}'


@pytest.mark.parametrize("state", ["released", "shredded", "published"])
async def test_the_number_is_fixed_from_the_release_on(tenant: Tenant, superuser: Any, state: str) -> None:
    participation = await ready(tenant, superuser)
    await superuser.execute("UPDATE participations SET state = $1", state)

    answer = await tenant.office.http.patch(f"/v1/participations/{participation}", json={"eligible": 8})

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong-state")


@pytest.mark.parametrize(
    ("fields", "least"),
    [({"access": "open", "word": "harvest"}, 30), ({"release_mode": "rolling"}, 40)],
)
async def test_a_correction_never_goes_below_what_the_way_of_asking_needs(
    tenant: Tenant, superuser: Any, fields: dict[str, str], least: int
) -> None:
    participation = await ready(tenant, superuser, eligible=41, **fields)
    url = f"/v1/participations/{participation}"

    below = await tenant.office.http.patch(url, json={"eligible": least - 1})
    enough = await tenant.office.http.patch(url, json={"eligible": least})

    assert (below.status_code, enough.status_code) == (422, 200)
