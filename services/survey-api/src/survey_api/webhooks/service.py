"""Decisions about webhooks."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

import httpx

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.districts.queries import lock_district
from survey_api.problems import (
    FieldError,
    InvalidRequest,
    NotFound,
    TooManyWebhooks,
    UnknownDistrict,
    WebhookDisabled,
)
from survey_api.webhooks import queries
from survey_api.webhooks.addresses import Guard
from survey_api.webhooks.catalogue import TEST_EVENT
from survey_api.webhooks.room import WebhookRoom
from survey_api.webhooks.schemas import NewReplay, NewWebhook, WebhookChanges
from survey_api.webhooks.signing import new_secret, secret_text

#: Of one district. Each costs a message an event; more than a handful is a mistake.
MOST: Final = 20


async def create(access: Access, room: WebhookRoom, *, new: NewWebhook) -> tuple[AnyRow, str]:
    """Add a webhook; returns it with the text of its secret.

    Raises:
        UnknownDistrict: no such district, or not the caller's.
        InvalidRequest: the URL names an address that webhooks may not reach.
        TooManyWebhooks: the district has as many as it may have.
    """
    district_id = access.caller.district_for(new.district)
    _check(new.url, guard=room.sender.guard)
    if await lock_district(access.session, district_id=district_id) is None:
        raise UnknownDistrict
    if await queries.count_of(access.session, district_id=district_id) >= MOST:
        raise TooManyWebhooks
    webhook_id, secret = await queries.new_id(access.session), new_secret()
    row = await queries.insert_webhook(
        access.session,
        id=webhook_id,
        district_id=district_id,
        url=new.url,
        events=new.events,
        description=new.description,
        sealed_secret=await room.keys.seal(secret, webhook_id=webhook_id),
    )
    await access.audit("webhook.added", subject=webhook_id, district_id=district_id)
    return row, secret_text(secret)


async def find(access: Access, *, webhook_id: UUID, lock: bool = False) -> AnyRow:
    """Return a webhook.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_webhook(access.session, webhook_id=webhook_id, lock=lock)
    if row is None:
        raise NotFound
    return row


async def list_webhooks(
    access: Access, *, district: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's webhooks in order of id."""
    return await queries.select_webhooks(access.session, district_id=district, after=after, limit=limit)


async def change(access: Access, room: WebhookRoom, *, webhook_id: UUID, changes: WebhookChanges) -> AnyRow:
    """Change a webhook; switched off, it loses what waits for it.

    Raises:
        NotFound: none of that id is the caller's.
        InvalidRequest: the URL names an address that webhooks may not reach.
    """
    row = await find(access, webhook_id=webhook_id, lock=True)
    if changes.url is not None:
        _check(changes.url, guard=room.sender.guard)
    wanted = _wanted(changes)
    if not wanted:
        return row
    if changes.enabled is not None:
        # One that answered 410 keeps that reason when it is switched off once more.
        wanted["disabled_reason"] = None if changes.enabled else row.disabled_reason or "owner"
    if changes.enabled is False:
        await queries.cancel_waiting(access.session, webhook_id=webhook_id)
    changed = await queries.update_webhook(access.session, webhook_id=webhook_id, values=wanted)
    await access.audit(
        "webhook.changed",
        subject=webhook_id,
        district_id=row.district_id,
        fields=sorted(changes.model_fields_set),
    )
    return changed


async def remove(access: Access, *, webhook_id: UUID) -> None:
    """Remove a webhook with everything that waits for it.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await find(access, webhook_id=webhook_id, lock=True)
    await queries.delete_webhook(access.session, webhook_id=webhook_id)
    await access.audit("webhook.removed", subject=webhook_id, district_id=row.district_id)


async def rotate(
    access: Access, room: WebhookRoom, *, webhook_id: UUID, overlap_hours: int
) -> tuple[AnyRow, str]:
    """Exchange the secret; returns the webhook with the text of the new one.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await find(access, webhook_id=webhook_id, lock=True)
    secret = new_secret()
    sealed = await room.keys.seal(secret, webhook_id=webhook_id)
    changed = await queries.replace_secret(
        access.session, webhook_id=webhook_id, sealed=sealed, overlap_hours=overlap_hours
    )
    await access.audit("webhook.secret_rotated", subject=webhook_id, district_id=row.district_id)
    return changed, secret_text(secret)


async def test(access: Access, *, webhook_id: UUID) -> AnyRow:
    """Put a test message in line.

    Raises:
        NotFound: none of that id is the caller's.
        WebhookDisabled: it is switched off.
    """
    row = await _enabled(access, webhook_id=webhook_id)
    delivery_id = await queries.insert_test(access.session, row, message_id=uuid4(), event=TEST_EVENT)
    await access.audit("webhook.tested", subject=webhook_id, district_id=row.district_id)
    return await find_delivery(access, webhook_id=webhook_id, delivery_id=delivery_id)


async def list_deliveries(
    access: Access, *, webhook_id: UUID, state: str | None, before: int | None, limit: int
) -> Sequence[AnyRow]:
    """Return the log of a webhook, the newest first.

    Raises:
        NotFound: none of that id is the caller's.
    """
    await find(access, webhook_id=webhook_id)
    return await queries.select_deliveries(
        access.session, webhook_id=webhook_id, state=state, before=before, limit=limit
    )


async def find_delivery(access: Access, *, webhook_id: UUID, delivery_id: UUID) -> AnyRow:
    """Return one delivery.

    Raises:
        NotFound: none of these ids is the caller's.
    """
    row = await queries.select_delivery(access.session, webhook_id=webhook_id, delivery_id=delivery_id)
    if row is None:
        raise NotFound
    return row


async def replay_one(access: Access, *, webhook_id: UUID, delivery_id: UUID) -> AnyRow:
    """Send a delivery's message once more, at once.

    Raises:
        NotFound: none of these ids is the caller's.
        WebhookDisabled: it is switched off.
    """
    webhook = await _enabled(access, webhook_id=webhook_id)
    delivery = await find_delivery(access, webhook_id=webhook_id, delivery_id=delivery_id)
    again = await queries.queue_again(access.session, delivery)
    await access.audit("webhook.replayed", subject=webhook_id, district_id=webhook.district_id)
    return await find_delivery(access, webhook_id=webhook_id, delivery_id=again)


async def replay(access: Access, *, webhook_id: UUID, wanted: NewReplay) -> int:
    """Send messages since a moment once more; returns how many.

    Raises:
        NotFound: none of that id is the caller's.
        WebhookDisabled: it is switched off.
    """
    webhook = await _enabled(access, webhook_id=webhook_id)
    queued = await queries.queue_since(
        access.session, webhook, since=wanted.since, missing=wanted.which == "missing"
    )
    await access.audit("webhook.replayed", subject=webhook_id, district_id=webhook.district_id, queued=queued)
    return queued


async def _enabled(access: Access, *, webhook_id: UUID) -> AnyRow:
    row = await find(access, webhook_id=webhook_id, lock=True)
    if not row.enabled:
        raise WebhookDisabled
    return row


def _wanted(changes: WebhookChanges) -> dict[str, Any]:
    """What is to change: null takes a description away, and means nothing elsewhere."""
    given = changes.model_dump(exclude_unset=True)
    return {name: value for name, value in given.items() if value is not None or name == "description"}


def _check(url: str, *, guard: Guard) -> None:
    parsed = httpx.URL(url)
    if guard.refuses_host(parsed.raw_host.decode("ascii"), encrypted=parsed.scheme == "https"):
        detail = "webhooks go to public addresses over https, and to networks that the operator allows"
        raise InvalidRequest(errors=[FieldError(pointer="/url", code="address-not-allowed", detail=detail)])
