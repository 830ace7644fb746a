"""Signatures, secrets at rest, the schedule, settings, and what a URL may look like."""

import base64
import json
import os
import time
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from survey_api.webhooks.addresses import Guard
from survey_api.webhooks.catalogue import body_of, data_of, told_by
from survey_api.webhooks.described import AdministrationOpenedMessage, ProfilePublishedMessage
from survey_api.webhooks.key_store import FILE_NAME, SecretUnreadable, WebhookKeyStore
from survey_api.webhooks.ladder import PAUSES_S, pause_after
from survey_api.webhooks.schemas import NewReplay, ReceiverUrl
from survey_api.webhooks.settings import WebhookSettings
from survey_api.webhooks.signing import new_secret, secret_text, signed_headers
from survey_core.contracts.events import (
    EVENT_ADAPTER,
    AdministrationData,
    AdministrationOpened,
    ProfileData,
    ProfilePublished,
)

URL: TypeAdapter[str] = TypeAdapter(ReceiverUrl)
MESSAGE = UUID("0f0f3c1e-6d2f-4e0c-9d0c-2a8f1f1f7c11")
BODY = b'{"data":{},"type":"webhook.test"}'


def headers_of(*secrets: bytes, at: float | None = None) -> dict[str, str]:
    now = int(time.time() if at is None else at)
    return dict(signed_headers(BODY, message_id=str(MESSAGE), timestamp_s=now, secrets_in_force=secrets))


def test_the_public_library_accepts_a_signature_and_refuses_any_change() -> None:
    secret = new_secret()
    receiver, headers = Webhook(secret_text(secret)), headers_of(secret)

    assert receiver.verify(BODY, headers) == json.loads(BODY)
    for changed in (
        headers | {"webhook-id": str(uuid4())},
        headers | {"webhook-timestamp": str(int(headers["webhook-timestamp"]) + 1)},
        headers_of(new_secret()),
        headers_of(secret, at=time.time() - 400),
    ):
        with pytest.raises(WebhookVerificationError):
            receiver.verify(BODY, changed)
    with pytest.raises(WebhookVerificationError):
        receiver.verify(BODY + b" ", headers)


def test_during_a_rotation_both_secrets_verify() -> None:
    old, new = new_secret(), new_secret()
    headers = headers_of(new, old)

    assert headers["webhook-signature"].count("v1,") == 2
    for secret in (old, new):
        Webhook(secret_text(secret)).verify(BODY, headers)


def test_a_known_signature() -> None:
    # The vector that the libraries of Standard Webhooks and Svix test themselves with.
    headers = signed_headers(
        b'{"test": 2432232314}',
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp_s=1614265330,
        secrets_in_force=[base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")],
    )

    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_secret_is_long_enough_and_marked_as_one() -> None:
    # The specification: at least 24 random bytes, `whsec_` and base64.
    assert len(new_secret()) >= 24
    assert secret_text(bytes(24)) == "whsec_" + "A" * 32
    assert new_secret() != new_secret()


async def test_a_secret_opens_with_the_key_file_and_for_its_own_webhook_only(tmp_path: Path) -> None:
    ours, theirs = (WebhookKeyStore(tmp_path / name) for name in ("ours", "theirs"))
    webhook, secret = uuid4(), new_secret()
    sealed = await ours.seal(secret, webhook_id=webhook)
    await theirs.seal(secret, webhook_id=webhook)

    assert secret not in sealed
    assert await ours.open(sealed, webhook_id=webhook) == secret
    file = tmp_path / "ours" / FILE_NAME
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    for store, of, what in ((ours, uuid4(), sealed), (theirs, webhook, sealed), (ours, webhook, sealed[:-1])):
        with pytest.raises(SecretUnreadable):
            await store.open(what, webhook_id=of)
    file.unlink()
    with pytest.raises(SecretUnreadable):
        await ours.open(sealed, webhook_id=webhook)


def test_the_schedule_is_the_specifications_with_up_to_a_tenth_more() -> None:
    # Standard Webhooks 1.0, "Deliverability and reliability": time since start of each attempt, in hours.
    since_start = ["0:00:00", "0:00:05", "0:05:05", "0:35:05", "2:35:05", "7:35:05", "17:35:05", "31:35:05"]
    wanted = [h * 3600 + m * 60 + s for h, m, s in (map(int, one.split(":")) for one in since_start)]
    assert list(accumulate(PAUSES_S))[: len(wanted)] == wanted
    assert PAUSES_S[-2:] == (20 * 3600, 24 * 3600)

    for attempts in range(1, len(PAUSES_S)):
        drawn = [pause_after(attempts) or 0 for _ in range(50)]
        assert all(PAUSES_S[attempts] <= one <= 1.1 * PAUSES_S[attempts] for one in drawn)
        assert len(set(drawn)) > 40
    assert pause_after(len(PAUSES_S)) is None


def test_a_receivers_wish_is_heard_up_to_a_day_and_never_shortens() -> None:
    assert 60 <= (pause_after(1, wish_s=60) or 0) <= 66
    assert (pause_after(3, wish_s=1) or 0) >= PAUSES_S[3]
    assert (pause_after(1, wish_s=10**8) or 0) <= 1.1 * 24 * 3600


@pytest.mark.parametrize(
    "url",
    [
        "receiver.example", "ftp://receiver.example/", "https://", "https:///path", "https://a b/",
        "https://user@receiver.example/", "https://user:pw@receiver.example/", "https://receiver.example/#x",
        "https://receiver.example:0/", "https://receiver.example:99999/", "https://receiver.example/\n",
        "https://bücher.example/", "javascript:alert(1)", "https://" + "a" * 2000,
    ],
)  # fmt: skip
def test_a_url_that_is_no_receivers_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        URL.validate_python(url)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7F), max_size=60), st.booleans())
def test_whatever_is_sent_as_a_url_is_refused_or_can_be_judged_and_kept(text: str, start: bool) -> None:  # noqa: FBT001 - drawn
    url = f"https://{text}" if start else text
    try:
        kept = URL.validate_python(url)
    except ValidationError:
        return
    parsed = httpx.URL(kept)
    assert parsed.scheme in {"http", "https"}
    assert not parsed.userinfo
    assert isinstance(Guard().refuses_host(parsed.raw_host.decode("ascii"), encrypted=True), bool)
    assert URL.validate_python(kept) == kept


def test_a_receivers_url_is_kept() -> None:
    assert URL.validate_python("https://Receiver.example:8443/a?b=c") == "https://receiver.example:8443/a?b=c"


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00", "2026-12-01"])
def test_a_moment_that_is_none_is_refused(since: str) -> None:
    with pytest.raises(ValidationError):
        NewReplay(since=datetime.fromisoformat(since))


def test_settings_of_networks_are_read_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert WebhookSettings().webhook_networks == ()
    monkeypatch.setitem(os.environ, "WEBHOOK_ALLOWED_NETWORKS", "10.20.0.0/16, fd12::/16 192.0.2.7")
    assert [str(one) for one in WebhookSettings().webhook_networks] == [
        "10.20.0.0/16",
        "fd12::/16",
        "192.0.2.7/32",
    ]
    for wrong in ("10.20.0.1/16", "receiver.example", "*"):
        monkeypatch.setitem(os.environ, "WEBHOOK_ALLOWED_NETWORKS", wrong)
        with pytest.raises(ValidationError):
            WebhookSettings()


def test_of_everything_between_the_services_five_events_are_told_and_none_of_a_response() -> None:
    told = set()
    for kind in EVENT_ADAPTER.json_schema()["$defs"].values():
        if "type" in kind.get("properties", {}):
            event = EVENT_ADAPTER.validate_python(an_event(kind["properties"]["type"]["const"]))
            if (found := told_by(event)) is not None:
                told.add(found.name)

    assert told == {
        *("administration.opened", "administration.closed"),
        *("profile.published", "profile.deleted", "export.ready"),
    }


def an_event(kind: str) -> dict[str, Any]:
    data: dict[str, Any] = {"administration": str(MESSAGE)}
    if kind.startswith(("response", "participation")):
        data["participation"] = str(MESSAGE)
    if kind.startswith("import"):
        data["import_id"] = str(MESSAGE)
    if kind.startswith("export"):
        data["export"] = str(MESSAGE)
    if kind.startswith("profile"):
        data |= {"profile": str(MESSAGE), "revision": 1}
    if kind.startswith("profile.published"):
        data["participation"] = str(MESSAGE)
    if kind.startswith("profile.deleted"):
        data |= {"district": str(MESSAGE), "school": str(MESSAGE)}
    return {"id": str(uuid4()), "type": kind, "data": data}


def test_a_message_holds_ids_and_a_revision_and_its_bytes_are_the_same_every_time() -> None:
    profile, district, school = uuid4(), uuid4(), uuid4()
    published = ProfilePublished(
        id=uuid4(),
        data=ProfileData(administration=MESSAGE, participation=uuid4(), profile=profile, revision=3),
    )
    opened = AdministrationOpened(id=uuid4(), data=AdministrationData(administration=MESSAGE))
    told, short = told_by(published), told_by(opened)
    assert told
    assert short

    data = data_of(told, district_id=district, school_id=school)
    at = datetime(2026, 12, 5, 9, 30, tzinfo=UTC)
    shuffled = dict(reversed(data.items()))

    assert body_of(told.name, at=at, data=data) == body_of(told.name, at=at, data=shuffled)
    assert json.loads(body_of(told.name, at=at, data=data)) == {
        "type": "profile.published",
        "timestamp": "2026-12-05T09:30:00Z",
        "data": {
            "district": str(district),
            "administration": str(MESSAGE),
            "profile": str(profile),
            "revision": 3,
            "school": str(school),
        },
    }
    assert set(data_of(short, district_id=district, school_id=None)) == {"district", "administration"}
    # As the OpenAPI document describes it to receivers.
    ProfilePublishedMessage.model_validate_json(body_of(told.name, at=at, data=data))
    brief = body_of(short.name, at=at, data=data_of(short, district_id=district, school_id=None))
    AdministrationOpenedMessage.model_validate_json(brief)
