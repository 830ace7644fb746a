"""The stages of an administration: ready, open, extended, closed."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Access
from survey_api.administrations import queries
from survey_api.administrations.service import lock, require_state
from survey_api.db import AnyRow
from survey_api.problems import CollectedElsewhere, ExtensionTooLong, TooEarly, WindowOver


async def open_window(access: Access, *, administration_id: UUID) -> None:
    """Let respondents in, and tell the world.

    Raises:
        NotFound, WrongState, CollectedElsewhere: it cannot be opened.
        TooEarly: before `opens_at`, which every manifest holds.
        WindowOver: after `closes_at`.
    """
    row = await lock(access.session, administration_id=administration_id)
    refuse_collected_elsewhere(row)
    require_state(row, "ready")
    now = datetime.now(UTC)
    if now < row.opens_at:
        raise TooEarly
    if now >= row.closes_at:
        raise WindowOver
    await queries.move(access.session, administration_id=administration_id, before="ready", after="open")
    await queries.emit(
        access.session,
        event_type="administration.opened.v1",
        data=[{"administration": str(administration_id)}],
    )
    await access.audit("administration.opened", subject=administration_id, district_id=row.district_id)


async def extend(access: Access, *, administration_id: UUID, closes_at: datetime) -> None:
    """Move the end of the window; manifests stay as they are.

    Raises:
        NotFound, WrongState, CollectedElsewhere: it has no window to extend.
        ExtensionTooLong: not later than now, or later than every manifest allows.
    """
    row = await lock(access.session, administration_id=administration_id)
    refuse_collected_elsewhere(row)
    require_state(row, "ready", "open")
    if not row.closes_at < closes_at <= row.closes_no_later_than:
        raise ExtensionTooLong
    await queries.update_administration(
        access.session, administration_id=administration_id, values={"closes_at": closes_at}
    )
    await access.audit(
        "administration.extended",
        subject=administration_id,
        district_id=row.district_id,
        closes_at=closes_at.isoformat(),
    )


async def close_window(access: Access, *, administration_id: UUID) -> None:
    """End the window now.

    Raises:
        NotFound, WrongState, CollectedElsewhere: it is not open.
    """
    row = await lock(access.session, administration_id=administration_id)
    refuse_collected_elsewhere(row)
    require_state(row, "open")
    await queries.move(access.session, administration_id=administration_id, before="open", after="closed")
    await access.audit("administration.closed", subject=administration_id, district_id=row.district_id)


async def close(session: AsyncSession, administration_id: UUID) -> bool:
    """Close an open administration whose time is over; False when it is not open any more.

    Destroying the issuer keys and announcing the close come after this commit (`housekeeping`).
    """
    row = await lock(session, administration_id=administration_id)
    if row.state != "open":
        return False
    await queries.move(session, administration_id=administration_id, before="open", after="closed")
    return True


def refuse_collected_elsewhere(row: AnyRow) -> None:
    """Refuse the stages of a survey for responses that are imported.

    Raises:
        CollectedElsewhere: the administration has access `import`.
    """
    if row.access == "import":
        raise CollectedElsewhere
