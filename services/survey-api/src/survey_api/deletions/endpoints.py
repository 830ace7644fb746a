"""`DELETE /v1/administrations/{id}` and `DELETE /v1/districts/{id}`: a dry run unless told otherwise."""

from typing import Annotated
from uuid import UUID

from fastapi import BackgroundTasks, Query, Request

from survey_api import problems
from survey_api.access.admission import AccessManage, SurveysWrite
from survey_api.deletions import service
from survey_api.deletions.schemas import Deletion
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter()

DryRun = Annotated[bool, Query(description="Only say what would go. `false` deletes, and needs `confirm`.")]
Confirm = Annotated[
    str | None,
    Query(pattern=r"^[0-9a-f]{32}$", description="`confirm` of a dry run: exactly that is deleted."),
]
_REFUSALS = (problems.NotFound, problems.WrongState, problems.ReleaseRunning, problems.DeletionNotConfirmed)


@router.delete("/v1/administrations/{administration_id}", responses=admin_problems(*_REFUSALS))
async def delete_administration(
    administration_id: UUID,
    access: SurveysWrite,
    request: Request,
    tasks: BackgroundTasks,
    *,
    dry_run: DryRun = True,
    confirm: Confirm = None,
) -> Deletion:
    """Delete an administration for good: answers, codes, keys, profiles, its summary, exports and links.

    Nothing brings it back. Its profiles and its summary stay in `/v1/changes` as deleted. A single school of
    an administration cannot be deleted: two summaries, with it and without, would tell its results.
    """
    deleted = await service.delete(
        access, service.an_administration(administration_id), dry_run=dry_run, confirm=confirm
    )
    tasks.add_task(request.app.state.housekeeper.wake)  # after the commit: destroys the keys
    return deleted


@router.delete("/v1/districts/{district_id}", responses=admin_problems(*_REFUSALS, problems.OperatorOnly))
async def delete_district(
    district_id: UUID,
    access: AccessManage,
    request: Request,
    tasks: BackgroundTasks,
    *,
    dry_run: DryRun = True,
    confirm: Confirm = None,
) -> Deletion:
    """Delete a district for good with all it has: schools, administrations, people, keys, audit lines.

    Only the operator does this. What stays is one line in the operator's audit log, and the tombstones.
    """
    deleted = await service.delete(access, service.a_district(district_id), dry_run=dry_run, confirm=confirm)
    tasks.add_task(request.app.state.housekeeper.wake)
    return deleted
