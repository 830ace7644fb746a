"""`/v1/participations`, the administrators' side."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Request, Response, status

from survey_api import problems
from survey_api.access.admission import Access, SchoolSurveysWrite, SurveysRead
from survey_api.db import AnyRow
from survey_api.documents import answers
from survey_api.documents.answers import PaperQuery
from survey_api.documents.cards import cards_data
from survey_api.documents.posters import Paper
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.mail import service as mail
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.participations import service
from survey_api.participations.cards import Code, as_csv
from survey_api.participations.schemas import (
    Card,
    Cards,
    ParticipatingSchool,
    Participation,
    ParticipationChanges,
    WantedReplacements,
)
from survey_api.reach import LINKS_MUST_WORK, links_lead_nowhere
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_core.encoding import b64url
from survey_core.sealing.words import check_words

router = AdministrationRouter(prefix="/v1/participations")

CSV_EXAMPLE = (
    "school,code,url\r\nLakeview Middle School,7K2M-9QXD-4TBN-H8VF-3CWP,https://survey.example/…\r\n"
)
_CARDS: dict[int | str, dict[str, Any]] = {
    status.HTTP_201_CREATED: {
        "model": Cards,
        "description": "The cards, this once: JSON, CSV with `Accept: text/csv`, or sheets to cut with"
        " `Accept: application/pdf`",
        "content": {"text/csv": {"schema": {"type": "string"}, "example": CSV_EXAMPLE}} | answers.CONTENT,
    }
}
Accept = Annotated[
    str, Header(description="`text/csv` for a list to print from, `application/pdf` for cards to cut.")
]


@router.get("", responses=admin_problems())
async def list_participations(
    request: Request, access: SurveysRead, paging: PagingParameters, administration: UUID | None = None
) -> Page[Participation]:
    """List participations."""
    rows = await service.list_participations(
        access, administration=administration, after=after_as(paging, UUID), limit=paging.fetch
    )
    members = await service.members_of(access, rows)
    return paging.page(
        rows, show=lambda row: _show(row, request, members=members[row.id]), key=lambda row: row.id
    )


@router.get("/{participation_id}", responses=admin_problems(problems.NotFound))
async def get_participation(participation_id: UUID, request: Request, access: SurveysRead) -> Participation:
    """Show a participation, with what its poster needs."""
    row = await service.find(access, participation_id=participation_id)
    return await _show_one(access, row, request)


@router.patch("/{participation_id}", responses=admin_problems(problems.NotFound, problems.WrongState))
async def correct_eligible(
    participation_id: UUID, changes: ParticipationChanges, request: Request, access: SchoolSurveysWrite
) -> Participation:
    """Correct the number of people who may answer, until the release. Every correction is audited."""
    row = await service.correct_eligible(
        access, participation_id=participation_id, school=changes.school, eligible=changes.eligible
    )
    return await _show_one(access, row, request)


@router.post(
    "/{participation_id}/cards",
    status_code=status.HTTP_201_CREATED,
    response_model=Cards,
    dependencies=[*LINKS_MUST_WORK, *NOT_REPEATABLE],
    responses=_CARDS
    | admin_problems(
        problems.NotFound,
        problems.WrongState,
        problems.NoCards,
        problems.CardsAlreadyMade,
        problems.PublicUrlIsLocal,
    ),
)
async def make_cards(
    participation_id: UUID,
    request: Request,
    access: SchoolSurveysWrite,
    *,
    paper: PaperQuery = "letter",
    accept: Accept = "application/json",
) -> Response:
    """Make the cards. This works once: only hashes are kept, and nobody can read the codes again."""
    row, codes = await service.make_cards(access, participation_id=participation_id)
    return await _answer(row, codes, request=request, accept=accept, paper=paper)


@router.post(
    "/{participation_id}/replacements",
    status_code=status.HTTP_201_CREATED,
    response_model=Cards,
    dependencies=[*LINKS_MUST_WORK, *NOT_REPEATABLE],
    responses=_CARDS
    | admin_problems(
        problems.NotFound,
        problems.WrongState,
        problems.PublicUrlIsLocal,
        problems.NoCards,
        problems.CardsNotYetMade,
        problems.ReplacementsExhausted,
        problems.NoMail,
        problems.AddressesNotGiven,
        problems.MailNotConfigured,
    ),
)
async def replace_cards(
    participation_id: UUID,
    wanted: WantedReplacements,
    request: Request,
    access: SchoolSurveysWrite,
    *,
    paper: PaperQuery = "letter",
    accept: Accept = "application/json",
) -> Response:
    """Make codes for lost cards or messages, up to the manifest's cap. The record publishes their number.

    With access `email` the code goes to `address`, and nobody else sees it.
    """
    if wanted.address is not None:
        room = request.app.state.mail_room
        row = await mail.replace(access, room, participation_id=participation_id, address=wanted.address)
        return await _answer(row, [], request=request, accept=accept, paper=paper)
    row, codes = await service.replace_cards(access, participation_id=participation_id, n=wanted.n or 0)
    return await _answer(row, codes, request=request, accept=accept, paper=paper)


async def _answer(
    row: AnyRow, codes: Sequence[Code], *, request: Request, accept: str, paper: Paper
) -> Response:
    """Show codes, before they are committed: if a sheet cannot be made, its codes were never made either."""
    base: str = request.app.state.settings.respondents_url
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if "text/csv" in accept:
        text = as_csv(codes, participation_id=row.id, school_name=row.school_name, public_url=base)
        return Response(text, status.HTTP_201_CREATED, headers, media_type="text/csv")
    if answers.MEDIA_TYPE in accept:
        shown = [(code.printed, code.url(row.id, public_url=base)) for code in codes]
        pdf = await request.app.state.typesetter.pdf(
            "cards", lambda: cards_data(shown, school=row.school_name, paper=paper)
        )
        return Response(pdf, status.HTTP_201_CREATED, headers, media_type=answers.MEDIA_TYPE)
    cards = [Card(code=code.printed, url=code.url(row.id, public_url=base)) for code in codes]
    answer = Cards(participation=row.id, school_name=row.school_name, cards=cards)
    return Response(answer.model_dump_json(), status.HTTP_201_CREATED, headers, media_type="application/json")


async def _show_one(access: Access, row: AnyRow, request: Request) -> Participation:
    members = await service.members_of(access, [row])
    return _show(row, request, members=members[row.id])


def _show(row: AnyRow, request: Request, *, members: Sequence[AnyRow]) -> Participation:
    base: str = request.app.state.settings.respondents_url
    pin = None if row.pin is None else b64url(row.pin)
    linked = pin is not None and not links_lead_nowhere(request)
    return Participation(
        id=row.id,
        administration=row.administration_id,
        school=row.school_id,
        school_name=row.school_name,
        second_copy=row.second_copy,
        schools=[
            ParticipatingSchool(id=one.school_id, name=one.name, eligible=one.eligible) for one in members
        ],
        state=row.state,
        eligible=row.eligible,
        replacement_cap=row.replacement_cap,
        replacements_issued=row.replacements_issued,
        cards_made=row.cards_made,
        pin=pin,
        check_words=None if row.pin is None else list(check_words(row.pin)),
        poster_url=f"{base}/survey/#v=1&p={row.id}&pin={pin}" if linked else None,
        preview_url=f"{base}/preview/#p={row.id}" if linked else None,
    )
