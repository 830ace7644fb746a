"""`/v1/webhooks`."""

from datetime import UTC
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response, status

from survey_api import problems
from survey_api.access.admission import WebhooksManage
from survey_api.db import AnyRow
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_api.webhooks import service
from survey_api.webhooks.room import WebhookRoom
from survey_api.webhooks.schemas import (
    Delivery,
    DeliveryState,
    NewReplay,
    NewWebhook,
    Replay,
    Rotation,
    Webhook,
    WebhookChanges,
    WebhookWithSecret,
)

router = AdministrationRouter(prefix="/v1/webhooks")

_LARGEST_POSITION = 2**63 - 1


def get_room(request: Request) -> WebhookRoom:
    """What webhooks work with."""
    room: WebhookRoom = request.app.state.webhook_room
    return room


Room = Annotated[WebhookRoom, Depends(get_room)]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=NOT_REPEATABLE,
    responses=admin_problems(problems.UnknownDistrict, problems.TooManyWebhooks),
)
async def create_webhook(
    new: NewWebhook, access: WebhooksManage, room: Room, response: Response
) -> WebhookWithSecret:
    """Add a webhook. Its secret is shown this once."""
    row, secret = await service.create(access, room, new=new)
    return _with_secret(row, secret, response)


@router.get("", responses=admin_problems())
async def list_webhooks(
    access: WebhooksManage, paging: PagingParameters, district: UUID | None = None
) -> Page[Webhook]:
    """List webhooks."""
    rows = await service.list_webhooks(
        access, district=district, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


@router.get("/{webhook_id}", responses=admin_problems(problems.NotFound))
async def get_webhook(webhook_id: UUID, access: WebhooksManage) -> Webhook:
    """Show a webhook."""
    return _show(await service.find(access, webhook_id=webhook_id))


@router.patch("/{webhook_id}", responses=admin_problems(problems.NotFound))
async def change_webhook(
    webhook_id: UUID, changes: WebhookChanges, access: WebhooksManage, room: Room
) -> Webhook:
    """Change a webhook, or switch it off and on."""
    return _show(await service.change(access, room, webhook_id=webhook_id, changes=changes))


@router.delete(
    "/{webhook_id}", status_code=status.HTTP_204_NO_CONTENT, responses=admin_problems(problems.NotFound)
)
async def delete_webhook(webhook_id: UUID, access: WebhooksManage) -> None:
    """Remove a webhook, its deliveries and their log."""
    await service.remove(access, webhook_id=webhook_id)


@router.post("/{webhook_id}/secret", dependencies=NOT_REPEATABLE, responses=admin_problems(problems.NotFound))
async def rotate_webhook_secret(
    webhook_id: UUID, wanted: Rotation, access: WebhooksManage, room: Room, response: Response
) -> WebhookWithSecret:
    """Exchange the secret. During the overlap messages carry a signature with each of the two."""
    row, secret = await service.rotate(
        access, room, webhook_id=webhook_id, overlap_hours=wanted.overlap_hours
    )
    return _with_secret(row, secret, response)


@router.post(
    "/{webhook_id}/test",
    status_code=status.HTTP_202_ACCEPTED,
    responses=admin_problems(problems.NotFound, problems.WebhookDisabled),
)
async def test_webhook(webhook_id: UUID, access: WebhooksManage) -> Delivery:
    """Send a message of the type `webhook.test`; look at the delivery to see what came of it."""
    return _show_delivery(await service.test(access, webhook_id=webhook_id))


@router.post(
    "/{webhook_id}/replays",
    status_code=status.HTTP_202_ACCEPTED,
    responses=admin_problems(problems.NotFound, problems.WebhookDisabled),
)
async def replay_messages(webhook_id: UUID, wanted: NewReplay, access: WebhooksManage) -> Replay:
    """Send messages since a moment once more, those included that came while it was switched off."""
    return Replay(queued=await service.replay(access, webhook_id=webhook_id, wanted=wanted))


@router.get("/{webhook_id}/deliveries", responses=admin_problems(problems.NotFound))
async def list_deliveries(
    webhook_id: UUID,
    access: WebhooksManage,
    paging: PagingParameters,
    state: DeliveryState | None = None,
) -> Page[Delivery]:
    """List deliveries with every attempt, the newest first."""
    rows = await service.list_deliveries(
        access,
        webhook_id=webhook_id,
        state=state,
        before=after_as(paging, _position),
        limit=paging.fetch,
    )
    return paging.page(rows, show=_show_delivery, key=lambda row: row.position)


@router.get("/{webhook_id}/deliveries/{delivery_id}", responses=admin_problems(problems.NotFound))
async def get_delivery(webhook_id: UUID, delivery_id: UUID, access: WebhooksManage) -> Delivery:
    """Show a delivery."""
    return _show_delivery(await service.find_delivery(access, webhook_id=webhook_id, delivery_id=delivery_id))


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/replay",
    status_code=status.HTTP_202_ACCEPTED,
    responses=admin_problems(problems.NotFound, problems.WebhookDisabled),
)
async def replay_delivery(webhook_id: UUID, delivery_id: UUID, access: WebhooksManage) -> Delivery:
    """Send a delivery's message once more; one that waits is attempted at once instead."""
    return _show_delivery(await service.replay_one(access, webhook_id=webhook_id, delivery_id=delivery_id))


def _position(text: str) -> int:
    position = int(text)
    if not 0 <= position <= _LARGEST_POSITION:
        raise ValueError("no position")
    return position


def _fields(row: AnyRow) -> dict[str, object]:
    return {
        "id": row.id,
        "district": row.district_id,
        "url": row.url,
        "events": row.events,
        "description": row.description,
        "enabled": row.enabled,
        "disabled_reason": row.disabled_reason,
        "old_secret_until": row.old_secret_until,
        "created_at": row.created_at,
    }


def _show(row: AnyRow) -> Webhook:
    return Webhook.model_validate(_fields(row))


def _with_secret(row: AnyRow, secret: str, response: Response) -> WebhookWithSecret:
    response.headers["Cache-Control"] = "no-store"
    return WebhookWithSecret.model_validate(_fields(row) | {"secret": secret})


def _show_delivery(row: AnyRow) -> Delivery:
    payload = {"type": row.event, "timestamp": row.at.astimezone(UTC), "data": row.data}
    return Delivery.model_validate(
        {
            "id": row.id,
            "webhook": row.webhook_id,
            "message": row.message_id,
            "state": row.state,
            "replay": row.replay,
            "attempts": row.attempts,
            "next_attempt_at": row.next_attempt_at if row.state == "waiting" else None,
            "created_at": row.created_at,
            "log": row.log,
            "payload": payload,
        }
    )
