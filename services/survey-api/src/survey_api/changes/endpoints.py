"""`/v1/changes`."""

from fastapi import Request

from survey_api.access.admission import ProfilesRead
from survey_api.changes import queries
from survey_api.changes.feed import FeedParameters
from survey_api.changes.schemas import Change, Changes
from survey_api.db import AnyRow
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/changes")


@router.get("", responses=admin_problems())
async def list_changes(access: ProfilesRead, feed: FeedParameters, request: Request) -> Changes:
    """List what was published or deleted since a cursor: the newest state of each, in order of change.

    Without `since` from the beginning. The feed never ends: its last page too has a cursor, which stays good
    for ever. What changes again while you read comes again, further on, and nothing is ever missed.
    """
    rows = await queries.select_changes(
        access.session, district_id=access.caller.district_id, after=feed.after, limit=feed.paging.fetch
    )
    base: str = request.app.state.settings.public_url
    return feed.page(rows, show=lambda row: _show(row, base=base))


def _show(row: AnyRow, *, base: str) -> Change:
    shown = {"profile": f"/v1/profiles/{row.subject}"}.get(
        row.document, f"/v1/districts/{row.district_id}/summary?administration={row.administration_id}"
    )
    return Change.model_validate(
        {
            "kind": f"{row.document}.{'deleted' if row.deleted else 'published'}",
            "id": row.subject,
            "revision": row.revision,
            "district": row.district_id,
            "administration": row.administration_id,
            "school": row.school_id,
            "href": None if row.deleted else base + shown,
        }
    )
