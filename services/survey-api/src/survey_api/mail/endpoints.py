"""Addresses, messages and reminders, the administrators' side."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from fastapi import BackgroundTasks, Request, status
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from survey_api import problems
from survey_api.access.admission import SchoolSurveysWrite, SurveysRead, SurveysWrite
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.mail import service
from survey_api.mail.addresses import read_lines, read_list
from survey_api.mail.room import MailRoom
from survey_api.mail.schemas import (
    AddressList,
    Bounces,
    Few,
    MailStanding,
    Reminders,
    ReminderText,
    TestAccepted,
    TestMessage,
)
from survey_api.reach import LINKS_MUST_WORK
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter()

_LINES: Final = {"schema": {"type": "string", "pattern": "@"}, "example": "email\nj.doe@lakeview.example\n"}
_LIST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": AddressList.model_json_schema()},
            "text/plain": _LINES,
            "text/csv": _LINES,
        },
    }
}
_MAIL: Final = (problems.NotFound, problems.NoMail)


@router.post(
    "/v1/participations/{participation_id}/addresses",
    status_code=status.HTTP_201_CREATED,
    openapi_extra=_LIST_BODY,
    dependencies=[*LINKS_MUST_WORK, *NOT_REPEATABLE],
    responses=admin_problems(
        *_MAIL,
        problems.PublicUrlIsLocal,
        problems.WrongState,
        problems.MailNotConfigured,
        problems.AddressesRefused,
        problems.AddressCountDiffers,
        problems.MalformedRequest,
        problems.MailKeysMissing,
    ),
)
async def give_addresses(
    participation_id: UUID,
    request: Request,
    access: SchoolSurveysWrite,
    tasks: BackgroundTasks,
    *,
    incomplete: bool = False,
) -> MailStanding:
    """Take in addresses: one a line, or a JSON list. Each gets a message with a code once the survey is open.

    Nobody can read them here again, but for those that bounce. Send corrected or late ones the same way.
    """
    entries, corrects = await _read_list(request)
    await service.give_addresses(
        access,
        _room(request),
        participation_id=participation_id,
        entries=entries,
        corrects=corrects,
        incomplete=incomplete,
    )
    tasks.add_task(request.app.state.mail_woken.set)  # after the commit
    return await _show_standing(access, participation_id)


@router.get("/v1/participations/{participation_id}/mail", responses=admin_problems(*_MAIL))
async def get_mail(participation_id: UUID, access: SurveysRead) -> MailStanding:
    """Show how far the messages are: coarse, and without any address."""
    return await _show_standing(access, participation_id)


@router.get(
    "/v1/participations/{participation_id}/bounces",
    responses=admin_problems(*_MAIL, problems.DistrictKeyOnly, problems.MailKeysMissing),
)
async def list_bounces(participation_id: UUID, request: Request, access: SchoolSurveysWrite) -> Bounces:
    """Name the addresses that the mail server refused, to the district itself; audited."""
    addresses = await service.bounces(access, _room(request), participation_id=participation_id)
    return Bounces(participation=participation_id, addresses=addresses)


@router.post(
    "/v1/administrations/{administration_id}/reminders",
    status_code=status.HTTP_202_ACCEPTED,
    responses=admin_problems(
        problems.NotFound,
        problems.WrongState,
        problems.CollectedElsewhere,
        problems.MailNotConfigured,
        problems.AlreadyReminded,
    ),
)
async def send_reminders(
    administration_id: UUID, request: Request, access: SurveysWrite, tasks: BackgroundTasks
) -> Reminders:
    """Send everyone the same reminder, which carries no code; at most once in 24 hours.

    Where there are no addresses (access `cards`, `open`) nothing is sent; the answer holds a text to copy.
    """
    sent, english, spanish = await service.remind(access, _room(request), administration_id=administration_id)
    tasks.add_task(request.app.state.mail_woken.set)  # after the commit
    return Reminders(sent_to_everyone=sent, text=ReminderText(en=english, es=spanish))


@router.post(
    "/v1/mail/test",
    dependencies=NOT_REPEATABLE,
    responses=admin_problems(problems.MailNotConfigured, problems.MailServerRefused),
)
async def send_test_message(wanted: TestMessage, request: Request, access: SurveysWrite) -> TestAccepted:
    """Send a test message to an address of your own, now."""
    await service.send_trial(access, _room(request), address=wanted.address)
    return TestAccepted()


async def _show_standing(access: SurveysRead, participation_id: UUID) -> MailStanding:
    row, in_use, waiting, bounced = await service.standing(access, participation_id=participation_id)
    return MailStanding(participation=row.id, addresses=in_use, waiting=waiting, bounced=_few(bounced))


async def _read_list(request: Request) -> tuple[list[tuple[str, str]], Sequence[str]]:
    """Read the body as (pointer, address as sent), and which bounces it corrects."""
    body = await request.body()
    if "json" in request.headers.get("content-type", ""):
        try:
            sent = AddressList.model_validate_json(body)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
            located = [{**fault, "loc": ("body", *fault["loc"])} for fault in faults]
            raise RequestValidationError(located) from None
        return read_list(sent.addresses), sent.corrects
    try:
        entries = read_lines(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise problems.MalformedRequest("the list must be UTF-8 text") from None
    if not entries:
        raise problems.MalformedRequest("the list holds no address: send one a line, or a JSON list")
    return entries, ()


def _few(number: int) -> Few:
    if number == 0:
        return "none"
    return "fewer_than_five" if number < service.FIVE else "five_or_more"


def _room(request: Request) -> MailRoom:
    room: MailRoom = request.app.state.mail_room
    return room
