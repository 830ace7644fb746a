"""`/v1/administrations`."""

from uuid import UUID

from fastapi import BackgroundTasks, Request, status

from survey_api import problems
from survey_api.access.admission import SurveysRead, SurveysWrite, SurveysWriteLong
from survey_api.administrations import preparing, queries, service, stages
from survey_api.administrations.schemas import (
    Administration,
    AdministrationChanges,
    Extension,
    NewAdministration,
    NewParticipations,
    Progress,
)
from survey_api.administrations.showing import show, show_one, show_progress
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.reach import LINKS_MUST_WORK
from survey_api.rendering import admin_problems
from survey_api.reporting_units import service as units
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/administrations")

_STAGE = (problems.NotFound, problems.WrongState, problems.CollectedElsewhere)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=admin_problems(problems.UnknownDistrict, problems.UnknownInstrument),
)
async def create_administration(new: NewAdministration, access: SurveysWrite) -> Administration:
    """Plan an administration: an instrument, a window, schools and a policy. It begins as a draft."""
    administration_id = await service.create(access, new=new)
    return await show_one(access.session, administration_id=administration_id)


@router.get("", responses=admin_problems())
async def list_administrations(
    access: SurveysRead, paging: PagingParameters, district: UUID | None = None
) -> Page[Administration]:
    """List administrations."""
    rows = await service.list_administrations(
        access, district=district, after=after_as(paging, UUID), limit=paging.fetch
    )
    found = await queries.select_participations_of(
        access.session, administration_ids=[row.id for row in rows]
    )
    return paging.page(rows, show=lambda row: show(row, participations=found[row.id]), key=lambda row: row.id)


@router.get("/{administration_id}", responses=admin_problems(problems.NotFound))
async def get_administration(administration_id: UUID, access: SurveysRead) -> Administration:
    """Show an administration."""
    return await show_one(access.session, administration_id=administration_id)


@router.patch("/{administration_id}", responses=admin_problems(problems.NotFound, problems.WrongState))
async def change_administration(
    administration_id: UUID, changes: AdministrationChanges, access: SurveysWrite
) -> Administration:
    """Change a draft. From `ready` on it is fixed in every manifest."""
    await service.change(access, administration_id=administration_id, changes=changes)
    return await show_one(access.session, administration_id=administration_id)


@router.post(
    "/{administration_id}/participations",
    status_code=status.HTTP_201_CREATED,
    responses=admin_problems(
        problems.NotFound, problems.WrongState, problems.ImportExists, problems.SchoolAlreadyTakesPart
    ),
)
async def add_schools(
    administration_id: UUID, new: NewParticipations, access: SurveysWrite
) -> Administration:
    """Add schools to a draft."""
    await service.add_schools(access, administration_id=administration_id, entries=new.schools)
    return await show_one(access.session, administration_id=administration_id)


@router.post(
    "/{administration_id}/ready",
    dependencies=LINKS_MUST_WORK,
    responses=admin_problems(
        *_STAGE,
        problems.PublicUrlIsLocal,
        problems.NoSchools,
        problems.AskedTooSoon,
        problems.KeysNotPrepared,
        problems.MailNotConfigured,
    ),
)
async def make_ready(
    administration_id: UUID, admission: SurveysWriteLong, request: Request
) -> Administration:
    """Make the keys and freeze the manifests, so that posters and cards can be printed.

    Takes about a third of a second for each school; waits up to 30 s for the worker's sealing keys.
    """
    await preparing.prepare(
        admission,
        administration_id=administration_id,
        keys=request.app.state.issuer_keys,
        can_mail=request.app.state.mail_room.server is not None,
    )
    async with admission.transaction() as session:
        return await show_one(session, administration_id=administration_id)


@router.post(
    "/{administration_id}/open",
    responses=admin_problems(*_STAGE, problems.TooEarly, problems.WindowOver),
)
async def open_administration(administration_id: UUID, access: SurveysWrite) -> Administration:
    """Let respondents in. Possible from `opens_at` on, which every manifest holds."""
    await stages.open_window(access, administration_id=administration_id)
    return await show_one(access.session, administration_id=administration_id)


@router.post("/{administration_id}/extend", responses=admin_problems(*_STAGE, problems.ExtensionTooLong))
async def extend_administration(
    administration_id: UUID, extension: Extension, access: SurveysWrite
) -> Administration:
    """Move the end of the window, up to `closes_no_later_than`."""
    await stages.extend(access, administration_id=administration_id, closes_at=extension.closes_at)
    return await show_one(access.session, administration_id=administration_id)


@router.post("/{administration_id}/close", responses=admin_problems(*_STAGE))
async def close_administration(
    administration_id: UUID, access: SurveysWrite, request: Request, tasks: BackgroundTasks
) -> Administration:
    """End the window now. No pass is issued any more; held passes work until the grace time is over."""
    await stages.close_window(access, administration_id=administration_id)
    tasks.add_task(request.app.state.housekeeper.wake)  # after the commit: destroys the issuer keys
    return await show_one(access.session, administration_id=administration_id)


@router.get("/{administration_id}/progress", responses=admin_problems(problems.NotFound))
async def get_progress(administration_id: UUID, access: SurveysRead) -> Progress:
    """Show how far each school is: coarse, and counted at one fixed hour a day."""
    await service.find(access.session, administration_id=administration_id)
    rows = await queries.select_progress(access.session, administration_id=administration_id)
    members = await units.members_of(access.session, administration_ids=[administration_id])
    return show_progress(rows, members=members)
