"""What the mail server refuses for good: the code is withdrawn, the address named, corrected, sent again."""

from typing import Any

import pytest

from survey_core.passes.codes import code_hash
from tests.fixtures.mail_server import MailServer
from tests.fixtures.office import Office
from tests.integration.mail.conftest import ELIGIBLE, Wave, code_in, counts, staff

WRONG, *RIGHT = staff()
CORRECTED = "corrected@lakeview.example"


@pytest.fixture
async def bounced(wave: Wave, server: MailServer) -> Wave:
    """Everyone got a message but one."""
    server.refuse.add(WRONG)
    await wave.give(staff())
    await wave.open()
    await wave.send()
    return wave


async def test_the_code_of_a_refused_message_is_withdrawn_and_the_address_named_to_the_district(
    bounced: Wave, server: MailServer, superuser: Any
) -> None:
    stored = await counts(superuser, bounced.participation)
    standing = (await bounced.office.http.get(f"{bounced.url}/mail")).json()
    named = await bounced.office.http.get(f"{bounced.url}/bounces")

    assert sorted(server.recipients) == sorted(RIGHT)
    assert (stored["mail_queue"], stored["access_codes"]) == (0, ELIGIBLE - 1)
    assert standing == {
        "participation": bounced.participation,
        "addresses": ELIGIBLE - 1,
        "waiting": False,
        "bounced": "fewer_than_five",
    }
    assert named.json()["addresses"] == [WRONG]
    codes = {code_in(message, bounced.participation) for _, message in server.inbox}
    hashes = await superuser.fetch("SELECT code_hash FROM access_codes")
    assert {row["code_hash"] for row in hashes} == {code_hash(bounced.participation, code) for code in codes}


async def test_an_operators_key_is_not_told_and_reading_is_audited(
    bounced: Wave, operator: Office, superuser: Any
) -> None:
    refused = await operator.http.get(f"{bounced.url}/bounces")
    await bounced.office.http.get(f"{bounced.url}/bounces")

    assert (refused.status_code, refused.json()["code"]) == (403, "district-key-only")
    read = await superuser.fetch("SELECT detail FROM audit_log WHERE action = 'bounces.read'")
    assert [row["detail"] for row in read] == ["{}"]


async def test_a_corrected_address_gets_a_fresh_code_that_is_no_replacement(
    bounced: Wave, server: MailServer, superuser: Any
) -> None:
    body = {"addresses": [CORRECTED], "corrects": [WRONG.upper()]}
    given = await bounced.office.http.post(f"{bounced.url}/addresses", json=body)
    await bounced.send()

    assert given.status_code == 201, given.text
    assert server.recipients.count(CORRECTED) == 1
    assert (await bounced.office.http.get(f"{bounced.url}/bounces")).json()["addresses"] == []
    shown = (await bounced.office.http.get(bounced.url)).json()
    assert shown["replacements_issued"] == 0
    assert (await counts(superuser, bounced.participation))["access_codes"] == ELIGIBLE
    full = await bounced.give(["one.more@lakeview.example"])
    assert full.json()["code"] == "address-count-differs"


async def test_the_same_address_may_be_tried_again(bounced: Wave, server: MailServer) -> None:
    server.refuse.clear()
    given = await bounced.give([WRONG])
    await bounced.send()

    assert given.status_code == 201
    assert server.recipients.count(WRONG) == 1
    assert (await bounced.office.http.get(f"{bounced.url}/bounces")).json()["addresses"] == []


async def test_a_code_that_was_used_did_not_bounce(wave: Wave, server: MailServer, superuser: Any) -> None:
    """Accepted, but the answer was lost; the person checks in; the second attempt is refused."""
    server.refuse.add(WRONG)
    await wave.give(staff())
    await wave.open()
    await superuser.execute("UPDATE access_codes SET blinded_hash = '\\x00'")

    await wave.send()

    stored = await counts(superuser, wave.participation)
    assert (stored["mail_queue"], stored["access_codes"]) == (0, ELIGIBLE)
    assert (await wave.office.http.get(f"{wave.url}/bounces")).json()["addresses"] == []
    assert (await wave.give(["one.more@lakeview.example"])).json()["code"] == "address-count-differs"
