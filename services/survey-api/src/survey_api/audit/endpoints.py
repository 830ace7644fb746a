"""`/v1/audit`."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy import ColumnElement

from survey_api.access.admission import AccessManage
from survey_api.audit import queries
from survey_api.audit.schemas import AuditEntry
from survey_api.db import AnyRow
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_api.shapes import Moment
from survey_core.tables.admin import audit_log

router = AdministrationRouter(prefix="/v1/audit")

Since = Annotated[Moment | None, Query(description="Done at that time or later.")]
Until = Annotated[Moment | None, Query(description="Done before that time.")]
Word = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_.\-/]{1,100}$")]


@router.get("", responses=admin_problems())
async def list_audit(
    access: AccessManage,
    paging: PagingParameters,
    *,
    district: UUID | None = None,
    actor_id: Word = None,
    action: Word = None,
    subject: Word = None,
    since: Since = None,
    until: Until = None,
) -> Page[AuditEntry]:
    """List what administrators and their programs did, the newest first. Nothing is about respondents."""
    own = district or access.caller.district_id
    filters: list[ColumnElement[bool]] = [
        column == given
        for column, given in (
            (audit_log.c.district_id, own),
            (audit_log.c.actor_id, actor_id),
            (audit_log.c.action, action),
            (audit_log.c.subject, subject),
        )
        if given is not None
    ]
    filters += [] if since is None else [audit_log.c.at >= since]
    filters += [] if until is None else [audit_log.c.at < until]
    rows = await queries.select_entries(
        access.session, filters=filters, before=after_as(paging, int), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


def _show(row: AnyRow) -> AuditEntry:
    return AuditEntry.model_validate(row._asdict() | {"district": row.district_id})
