"""Decisions about access by e-mail: who gets a message, and when everyone is reminded."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.administrations.service import lock as lock_administration
from survey_api.administrations.service import require_state
from survey_api.administrations.stages import refuse_collected_elsewhere
from survey_api.db import AnyRow
from survey_api.mail import queries
from survey_api.mail.addresses import AddressFault, check, normalise
from survey_api.mail.codes import enqueue, list_addresses
from survey_api.mail.key_store import MailKeyMissing
from survey_api.mail.lists import drop_bounced, read_addresses
from survey_api.mail.messages import reminder_text, trial
from survey_api.mail.room import MailRoom
from survey_api.mail.slips import SlipUnreadable
from survey_api.mail.smtp import MailServer, MailServerUnavailable, Outcome
from survey_api.participations.queries import update_participation
from survey_api.participations.service import find, lock, require
from survey_api.problems import (
    AddressCountDiffers,
    AddressesNotGiven,
    AddressesRefused,
    AlreadyReminded,
    DistrictKeyOnly,
    FieldError,
    InvalidRequest,
    MailKeysMissing,
    MailNotConfigured,
    MailServerRefused,
    NoMail,
    ReplacementsExhausted,
    WrongState,
)
from survey_core.sealing.manifest import parse_manifest
from survey_core.tables.roles import Role

REMINDERS_APART: Final = timedelta(hours=24)
MAIL_STATES: Final = ("ready", "open")
FIVE: Final = 5


async def give_addresses(
    access: Access,
    room: MailRoom,
    *,
    participation_id: UUID,
    entries: Sequence[tuple[str, str]],
    corrects: Sequence[str] = (),
    incomplete: bool,
) -> AnyRow:
    """Take in addresses; each gets a code, and a message once the survey is open.

    Args:
        access: the caller and the request's transaction.
        room: what this room works with.
        participation_id: whose staff.
        entries: (pointer, address as sent).
        corrects: bounced addresses these stand for.
        incomplete: whether the first list may be shorter than the manifest's number of people.

    Raises:
        NotFound, NoMail, WrongState, MailNotConfigured: there is nothing to send.
        MailKeysMissing: addresses given before cannot be read.
        AddressesRefused: with every fault by line.
        AddressCountDiffers: not as many as people.
    """
    row = await _lock_mail(access, room, participation_id=participation_id)
    known = await _read(room, participation_id=row.id, bounced=False)
    addresses, faults = check(entries, known=known)
    if faults:
        raise AddressesRefused(errors=faults)
    _check_count(
        len(addresses),
        before=len(known),
        eligible=parse_manifest(row.manifest).eligible,
        incomplete=incomplete,
    )
    await enqueue(
        access.session, participation_id=row.id, addresses=addresses, kind="invitation", keys=room.keys
    )
    await list_addresses(access.session, participation_id=row.id, addresses=addresses, keys=room.keys)
    await access.audit(
        "addresses.given", subject=row.id, district_id=row.district_id, n_addresses=len(addresses)
    )
    # A report, not a rule: were it lost in a crash, the list of bounces would name one too many.
    async with room.database.transaction(Role.ISSUER) as issuer:
        await drop_bounced(issuer, participation_id=row.id, keys=room.keys, addresses=[*addresses, *corrects])
    return row


def _check_count(new: int, *, before: int, eligible: int, incomplete: bool) -> None:
    if before + new > eligible:
        raise AddressCountDiffers(
            f"the manifest says {eligible} people; there are {before} addresses already and {new} more here. "
            "A lost message is replaced with /replacements"
        )
    if before == 0 and new < eligible and not incomplete:
        raise AddressCountDiffers(
            f"the manifest says {eligible} people and the list has {new}. Add the missing ones; or send "
            "?incomplete=true if some people have no address, or theirs follow later"
        )


async def replace(access: Access, room: MailRoom, *, participation_id: UUID, address: str) -> AnyRow:
    """Send one more code in place of a lost message, up to the manifest's cap; audited without the address.

    The old code keeps working: thresholds count as many responses fewer as replacements were issued.

    Raises:
        NotFound, NoMail, WrongState, MailNotConfigured, AddressesNotGiven: there is nothing to replace.
        InvalidRequest: no address.
        ReplacementsExhausted: none is left.
    """
    row = await _lock_mail(access, room, participation_id=participation_id)
    normal = _normal(address)
    in_use, bounced = await queries.count_addresses(access.session, participation_id=row.id)
    if in_use + bounced == 0:
        raise AddressesNotGiven
    if row.replacements_issued >= row.replacement_cap:
        raise ReplacementsExhausted(f"0 of {row.replacement_cap} replacement codes are left")
    await enqueue(
        access.session, participation_id=row.id, addresses=[normal], kind="replacement", keys=room.keys
    )
    await update_participation(
        access.session,
        participation_id=row.id,
        values={"replacements_issued": row.replacements_issued + 1},
    )
    await access.audit("mail.replaced", subject=row.id, district_id=row.district_id, n_messages=1)
    return row


async def standing(access: Access, *, participation_id: UUID) -> tuple[AnyRow, int, bool, int]:
    """Return the participation, its addresses in use, whether messages wait, and how many bounced.

    Raises:
        NotFound, NoMail: there is nothing to tell.
    """
    row = await find(access, participation_id=participation_id)
    _require_mail(row)
    in_use, bounced = await queries.count_addresses(access.session, participation_id=row.id)
    waiting = await queries.is_waiting(access.session, participation_id=row.id)
    return row, in_use, waiting, bounced


async def bounces(access: Access, room: MailRoom, *, participation_id: UUID) -> list[str]:
    """Return the addresses the mail server refused, so that the district can correct them. Audited.

    Raises:
        NotFound, NoMail, MailKeysMissing: there are none to name.
        DistrictKeyOnly: an operator's key.
        WholeDistrictOnly: addresses of schools that the caller does not reach are among them.
    """
    row = await lock(access, participation_id=participation_id)
    _require_mail(row)
    if access.caller.is_operator:
        raise DistrictKeyOnly
    found = await _read(room, participation_id=row.id, bounced=True)
    await access.audit("bounces.read", subject=row.id, district_id=row.district_id)
    return sorted(set(found))


async def remind(access: Access, room: MailRoom, *, administration_id: UUID) -> tuple[bool, str, str]:
    """Remind everyone, at most once in 24 hours; audited.

    Returns:
        Whether messages are on their way, and the text in English and in Spanish.

    Raises:
        NotFound, CollectedElsewhere, WrongState, MailNotConfigured: there is nobody to remind.
        AlreadyReminded: not long ago.
    """
    row = await lock_administration(access.session, administration_id=administration_id)
    refuse_collected_elsewhere(row)
    require_state(row, "open")
    english, spanish = reminder_text(row.access)
    if row.access != "email":
        return False, english, spanish
    _require_server(room)
    if await queries.reminded_since(access.session, administration_id=row.id, age=REMINDERS_APART):
        raise AlreadyReminded
    await queries.mark_reminders(access.session, administration_id=row.id)
    await access.audit("reminders.sent", subject=row.id, district_id=row.district_id)
    return True, english, spanish


async def send_trial(access: Access, room: MailRoom, *, address: str) -> None:
    """Send a test message now; audited without the address.

    Raises:
        MailNotConfigured, InvalidRequest: it cannot be sent.
        MailServerRefused: the mail server did not take it.
    """
    server = _require_server(room)
    to = _normal(address)
    await access.audit("mail.tested", subject="mail", district_id=access.caller.district_id)
    try:
        async with server.line() as line:
            message = trial(to=to, sender=server.sender, date=datetime.now(UTC).replace(microsecond=0))
            outcome = await line.send(message, to=to)
    except MailServerUnavailable as error:
        raise MailServerRefused(f"the mail server takes no messages: {error}") from None
    if outcome is not Outcome.ACCEPTED:
        raise MailServerRefused(f"the mail server refused the address: {outcome.value}")


async def _lock_mail(access: Access, room: MailRoom, *, participation_id: UUID) -> AnyRow:
    row = await lock(access, participation_id=participation_id)
    _require_mail(row)
    require(row, MAIL_STATES)
    if row.issuer_key_destroyed:
        raise WrongState("the survey was never opened, and its window is over")
    _require_server(room)
    return row


async def _read(room: MailRoom, *, participation_id: UUID, bounced: bool) -> list[str]:
    """Return the addresses in use, or those that bounced.

    Raises:
        MailKeysMissing: the key store is not the one they were sealed with.
    """
    try:
        async with room.database.transaction(Role.ISSUER) as issuer:
            listed = await read_addresses(
                issuer, participation_id=participation_id, keys=room.keys, bounced=bounced
            )
    except (MailKeyMissing, SlipUnreadable):
        raise MailKeysMissing from None
    return list(listed.values())


def _require_mail(row: AnyRow) -> None:
    if row.access != "email":
        raise NoMail


def _require_server(room: MailRoom) -> MailServer:
    if room.server is None:
        raise MailNotConfigured
    return room.server


def _normal(address: str) -> str:
    try:
        return normalise(address)
    except AddressFault as fault:
        raise InvalidRequest(
            errors=[FieldError(pointer="/address", code="malformed", detail=str(fault))]
        ) from None
