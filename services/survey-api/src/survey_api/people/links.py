"""One-time links for people who are invited: sent to their address, or shown once to whoever invites them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.districts.queries import select_district
from survey_api.mail.smtp import MailServer, MailServerUnavailable, Outcome
from survey_api.people import service
from survey_api.people.schemas import NewPerson
from survey_api.problems import MailServerRefused, SignInByMailNotConfigured, WrongState
from survey_api.sign_in.links import make_link
from survey_api.sign_in.message import invitation

LIFETIME: Final = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class LinkRoom:
    """What links are made with.

    Attributes:
        server: where messages go; None where none is set.
        pages_url: where the pages are.
    """

    server: MailServer | None
    pages_url: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link that was made.

    Attributes:
        url: what opens it; None where it was sent.
        expires_at: when its time is over.
    """

    url: str | None = field(repr=False)
    expires_at: datetime


async def invite(access: Access, room: LinkRoom, *, new: NewPerson) -> AnyRow:
    """Let somebody sign in, and send them a link if that is asked for; else nobody is invited.

    Raises:
        UnknownDistrict, InsufficientScope, InvalidRequest, EmailTaken: as without a link.
        SignInByMailNotConfigured, MailServerRefused: the link cannot be sent.
    """
    if new.send_link and room.server is None:
        raise SignInByMailNotConfigured
    row = await service.invite(access, new=new)
    if new.send_link:
        await _make(access, room, row, send=True)
    return row


async def make(access: Access, room: LinkRoom, *, person_id: UUID, send: bool) -> Link:
    """Make a link for somebody who was invited.

    Raises:
        NotFound: nobody of that id is the caller's.
        InsufficientScope: their role has scopes that the caller does not hold.
        WrongState: they are kept out; or the link is to be shown, and they have signed in before: whoever
            sees it could sign in as them.
        SignInByMailNotConfigured, MailServerRefused: it cannot be sent.
    """
    row = await service.find(access, person_id=person_id)
    await service.check_may_give(access, row)
    if row.disabled_at is not None:
        raise WrongState("this person is kept out: let them in again first")
    if not send and row.signed_in_at is not None:
        raise WrongState("this person has signed in before: a link can only be sent to their own address")
    return await _make(access, room, row, send=send)


async def _make(access: Access, room: LinkRoom, row: AnyRow, *, send: bool) -> Link:
    url = await make_link(access.session, person_id=row.id, pages_url=room.pages_url, lifetime=LIFETIME)
    await access.audit("person.link_made", subject=row.id, district_id=row.district_id, sent=send)
    if send:
        await _send(access, room, row, url=url)
    expires_at = datetime.now(UTC).replace(microsecond=0) + LIFETIME
    return Link(url=None if send else url, expires_at=expires_at)


async def _send(access: Access, room: LinkRoom, row: AnyRow, *, url: str) -> None:
    """Send it now, within the request: what was made for it goes if the mail server does not take it."""
    server = room.server
    if server is None:
        raise SignInByMailNotConfigured
    district = await select_district(access.session, district_id=row.district_id)
    name = "" if district is None else district.name
    message = invitation(to=row.email, sender=server.sender, date=server.now(), url=url, district=name)
    try:
        async with server.line() as line:
            outcome = await line.send(message, to=row.email)
    except MailServerUnavailable as error:
        raise MailServerRefused(f"the mail server takes no messages: {error}") from None
    if outcome is not Outcome.ACCEPTED:
        raise MailServerRefused(f"the mail server refused the address: {outcome.value}")
