"""`/v1/rosters`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Query, UploadFile

from survey_api import problems
from survey_api.access.admission import RosterWrite
from survey_api.rendering import admin_problems
from survey_api.rosters import service
from survey_api.rosters.schemas import RosterReport

router = APIRouter(prefix="/v1/rosters")


@router.post(
    "",
    responses=admin_problems(
        problems.RosterRefused,
        problems.UnknownDistrict,
        problems.NotFound,
        problems.WrongState,
        problems.ImportExists,
    ),
)
async def read_roster(
    access: RosterWrite,
    schools: Annotated[
        UploadFile, File(description="`school,name,eligible[,nces][,state][,reporting_unit]`, UTF-8.")
    ],
    *,
    dry_run: Annotated[bool, Query(description="False to store; true only says what would change.")] = True,
    district: Annotated[UUID | None, Query(description="Needed with an operator's key only.")] = None,
    administration: Annotated[
        UUID | None, Query(description="A draft whose schools and eligible counts the roster sets.")
    ] = None,
) -> RosterReport:
    """Read a `schools.csv`. Schools are matched by `school`, the district's own id. All of it, or nothing."""
    return await service.read(
        access,
        raw=await schools.read(),
        district=district,
        administration_id=administration,
        dry_run=dry_run,
    )
