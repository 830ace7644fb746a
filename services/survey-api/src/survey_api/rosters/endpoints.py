"""`/v1/rosters`."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from survey_api import problems
from survey_api.access.admission import Access, Admission, access_with, admission_with
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.rosters import service, stored
from survey_api.rosters.schemas import RosterReport, StoredRoster, StoredRosterDetail
from survey_api.rosters.uploads import FORM, received
from survey_api.routing import AdministrationRouter
from survey_api.shapes import Day

router = AdministrationRouter(prefix="/v1/rosters")

# No transaction is open while a roster is received and read, which may take a minute.
RosterWriteLong = Annotated[Admission, Depends(admission_with("roster.write"), scope="function")]
# Rosters are a whole district's, whatever schools a caller may be bound to.
WholeDistrict = Annotated[Access, Depends(access_with("surveys.read"), scope="function")]


@router.post(
    "",
    openapi_extra=FORM,
    responses=admin_problems(
        problems.RosterRefused,
        problems.UnknownDistrict,
        problems.NotFound,
        problems.WrongState,
        problems.ImportExists,
        problems.BodyTooLarge,
        problems.MalformedRequest,
    ),
)
async def read_roster(
    request: Request,
    admission: RosterWriteLong,
    *,
    dry_run: Annotated[bool, Query(description="False to store; true only says what would change.")] = True,
    district: Annotated[UUID | None, Query(description="Needed with an operator's key only.")] = None,
    administration: Annotated[
        UUID | None, Query(description="A draft whose schools and eligible counts the roster sets.")
    ] = None,
    eligible_roles: Annotated[
        list[str] | None,
        Query(
            max_length=40,
            description="Whose people may answer, repeated or with commas; `teacher` and `aide` by default.",
        ),
    ] = None,
    as_of: Annotated[
        Day | None, Query(description="Count only roles that hold on this day; else whatever their dates.")
    ] = None,
    compare_with: Annotated[
        UUID | None, Query(description="A stored roster; by default the one stored last.")
    ] = None,
) -> RosterReport:
    """Read a `schools.csv`, or a zip of OneRoster or School Data Sync. All of it, or nothing.

    Of people only their numbers are kept. Schools are matched by the id the file knows them by; those of a
    zip also by their NCES id.
    """
    wanted = service.Wanted(
        dry_run=dry_run,
        district=district,
        administration=administration,
        eligible_roles=eligible_roles,
        as_of=as_of,
        compare_with=compare_with,
        today=datetime.now(UTC).date(),
    )
    target = await service.check(admission, wanted)
    async with received(request) as upload:
        return await service.read(admission, upload=upload, wanted=wanted, target=target)


@router.get("", responses=admin_problems())
async def list_rosters(
    access: WholeDistrict, paging: PagingParameters, district: UUID | None = None
) -> Page[StoredRoster]:
    """List the rosters that were stored, the oldest first."""
    rows = await stored.list_rosters(
        access, district=district, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=stored.show, key=lambda row: row.id)


@router.get("/{roster_id}", responses=admin_problems(problems.NotFound))
async def get_roster(roster_id: UUID, access: WholeDistrict) -> StoredRosterDetail:
    """Show a stored roster with the numbers of each school."""
    return await stored.find(access, roster_id=roster_id)
