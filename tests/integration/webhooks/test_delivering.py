"""From the outbox over JetStream to a receiver's door, with receivers that fail in every way."""

import asyncio
import ssl
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from standardwebhooks.webhooks import WebhookVerificationError

from survey_api.webhooks.ladder import PAUSES_S
from tests.fixtures.mail_server import certificate_for
from tests.fixtures.office import make_sealing_keys
from tests.fixtures.receiver import Answer, Receiver, eventually, receiving
from tests.integration.webhooks.conftest import District, attempted, settled


async def test_the_life_of_an_administration_reaches_who_asked_signed_and_in_order(
    district: District, stranger: District, receiver: Receiver
) -> None:
    async with receiving() as elsewhere:
        webhook = await district.webhook(receiver)
        quiet = await district.webhook(elsewhere, "profile.published")
        foreign = await stranger.webhook(elsewhere)
        await make_sealing_keys(district.superuser, district.administration)
        for stage in ("ready", "open", "close"):
            await district.office.made(f"/v1/administrations/{district.administration}/{stage}")

        got = await receiver.until(2)
        log = await settled(district, webhook, "delivered", "delivered")

        assert [await district.deliveries(quiet), await stranger.deliveries(foreign)] == [[], []]
        assert elsewhere.connections == 0
    payloads = [one.verified_by(webhook["secret"]) for one in got]
    assert [one["type"] for one in payloads] == ["administration.opened", "administration.closed"]
    assert all(
        one["data"] == {"administration": district.administration, "district": district.id}
        for one in payloads
    )
    assert [one.headers["webhook-id"] for one in got] == [one["message"] for one in log]
    assert [one["payload"]["type"] for one in log] == [one["type"] for one in payloads]
    with pytest.raises(WebhookVerificationError):
        got[0].verified_by(foreign["secret"])


FAILURES: dict[str, tuple[Answer, str, int | None]] = {
    "slow": (Answer(delay_s=3), "timed_out", None),
    "500": (Answer(500), "refused", 500),
    "redirect": (Answer(302, headers=("Location: /elsewhere",)), "redirected", 302),
    "closed": (Answer(hang_up=True), "unreachable", None),
    "endless": (Answer(503, endless=True), "refused", 503),
}


async def test_receivers_that_fail_in_every_way_get_everything_in_the_end(
    district: District, tmp_path: Path
) -> None:
    files = certificate_for("localhost", tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*files)
    profile, results = uuid4(), {}
    async with AsyncExitStack() as stack:
        bad_tls = await stack.enter_async_context(receiving(tls=tls))
        receivers = {name: await stack.enter_async_context(receiving()) for name in FAILURES}
        for name, (answer, _, _) in FAILURES.items():
            receivers[name].answers.append(answer)
        webhooks = {name: await district.webhook(one) for name, one in receivers.items()}
        url = f"https://localhost:{bad_tls.port}/"
        webhooks["tls"] = await district.office.made(
            "/v1/webhooks", {"url": url, "events": ["profile.published"]}
        )
        event = await district.publishes(profile, 1)
        for name, webhook in webhooks.items():
            failed = await attempted(district, webhook)
            results[name] = (failed["log"][0]["result"], failed["log"][0]["response_code"])
            assert (failed["state"], failed["message"]) == ("waiting", str(event))
            assert failed["next_attempt_at"] is not None

        await district.hurry()
        for name, one in receivers.items():
            (done,) = await settled(district, webhooks[name], "delivered")
            assert [entry["attempt"] for entry in done["log"]] == [1, 2]
            last = one.got[-1]
            assert last.headers["webhook-id"] == str(event)
            assert last.verified_by(webhooks[name]["secret"])["data"]["profile"] == str(profile)

    assert results == {name: wanted[1:] for name, wanted in FAILURES.items()} | {"tls": ("tls_failed", None)}


async def test_messages_about_a_profile_arrive_in_order_and_hold_up_no_other_profile(
    district: District, receiver: Receiver
) -> None:
    webhook = await district.webhook(receiver, "profile.published")
    receiver.answers += [Answer(500)]
    first, second = uuid4(), uuid4()
    await district.publishes(first, 1)
    await receiver.until(1)
    for revision in (2, 3):
        await district.publishes(first, revision)
    await district.publishes(second, 1)

    await receiver.until(2)
    await settled(district, webhook, "waiting", "waiting", "waiting", "delivered")
    await asyncio.sleep(0.8)  # ticks in which the later revisions could slip past
    assert len(receiver.got) == 2

    await district.hurry()
    await settled(district, webhook, *["delivered"] * 4)
    told = [one.verified_by(webhook["secret"])["data"] for one in receiver.got]
    of_first = [one["revision"] for one in told if one["profile"] == str(first)]
    assert of_first == [1, 1, 2, 3]


async def test_a_receiver_that_is_gone_is_told_nothing_more(district: District, receiver: Receiver) -> None:
    webhook = await district.webhook(receiver, "profile.published")
    profile = uuid4()
    receiver.always = Answer(410, delay_s=0.3)
    for revision in (1, 2):
        await district.publishes(profile, revision)

    log = await settled(district, webhook, "failed", "cancelled")
    shown = (await district.office.http.get(f"/v1/webhooks/{webhook['id']}")).json()
    await district.publishes(profile, 3)
    await asyncio.sleep(0.8)

    assert log[0]["log"][0]["result"] == "gone"
    assert (shown["enabled"], shown["disabled_reason"]) == (False, "gone")
    assert len(receiver.got) == 1
    assert len(await district.deliveries(webhook)) == 2

    # Switched on again, everything it missed can be had, in order; the 410 itself included.
    receiver.always = Answer()
    await district.office.http.patch(f"/v1/webhooks/{webhook['id']}", json={"enabled": True})
    path = f"/v1/webhooks/{webhook['id']}/replays"
    assert (await district.office.made(path, {"since": "2026-01-01T00:00:00Z"})) == {"queued": 3}
    await receiver.until(4)
    revisions = [one.verified_by(webhook["secret"])["data"]["revision"] for one in receiver.got]
    assert revisions == [1, 1, 2, 3]


async def test_after_the_last_attempt_a_delivery_is_given_up_and_the_next_begins(
    district: District, receiver: Receiver
) -> None:
    webhook = await district.webhook(receiver, "profile.published")
    receiver.always = Answer(500)
    profile = uuid4()
    await district.publishes(profile, 1)
    await attempted(district, webhook)
    await district.superuser.execute("UPDATE webhook_deliveries SET attempts = $1", len(PAUSES_S) - 1)
    await district.publishes(profile, 2)
    await district.hurry()

    log = await settled(district, webhook, "failed", "waiting")
    await eventually(lambda: len(receiver.got) >= 3, what="the next revision")

    assert log[0]["attempts"] == len(PAUSES_S)
    assert log[0]["next_attempt_at"] is None


async def test_a_rotation_signs_twice_until_the_overlap_is_over(
    district: District, receiver: Receiver
) -> None:
    webhook = await district.webhook(receiver)
    path = f"/v1/webhooks/{webhook['id']}"
    rotated = await district.office.made(f"{path}/secret", {"overlap_hours": 24})
    await district.office.made(f"{path}/test")
    (both,) = await receiver.until(1)

    await district.superuser.execute("UPDATE webhooks SET old_secret_until = now()")
    await district.office.made(f"{path}/test")
    *_, after = await receiver.until(2)
    at_once = await district.office.made(f"{path}/secret", {"overlap_hours": 0})
    await district.office.made(f"{path}/test")
    *_, last = await receiver.until(3)

    for secret in (webhook["secret"], rotated["secret"]):
        assert both.verified_by(secret)["type"] == "webhook.test"
    after.verified_by(rotated["secret"])
    last.verified_by(at_once["secret"])
    for received, secret in ((after, webhook["secret"]), (last, rotated["secret"])):
        with pytest.raises(WebhookVerificationError):
            received.verified_by(secret)


async def test_a_slow_receiver_keeps_no_other_waiting(district: District, receiver: Receiver) -> None:
    async with receiving() as slow:
        slow.always = Answer(delay_s=30)
        stuck = await district.webhook(slow, "profile.published")
        webhook = await district.webhook(receiver, "profile.published")
        for _ in range(12):
            await district.publishes(uuid4(), 1)

        await settled(district, webhook, *["delivered"] * 12)

        assert slow.connections <= 12
        assert {one["state"] for one in await district.deliveries(stuck)} == {"waiting"}
