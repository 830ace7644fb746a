"""Decisions about identity providers: who sets one, and whom one may sign in."""

import hmac
from uuid import UUID

from survey_api.access.admission import Access, Admission
from survey_api.access.scopes import SCOPES, lacking
from survey_api.db import AnyRow, Database
from survey_api.districts.queries import select_district
from survey_api.identity import queries
from survey_api.identity.attempts import Attempt, new_attempt
from survey_api.identity.guarded import ProviderFailed
from survey_api.identity.id_tokens import Identity, TokenRefused, read_id_token
from survey_api.identity.provider import Relation, authorization_url, discover, exchange_code, read_keys
from survey_api.identity.room import IdentityRoom
from survey_api.identity.schemas import NewIdentityProvider
from survey_api.problems import NotFound, ProviderUnusable
from survey_api.secret_store import SecretUnreadable
from survey_api.sign_in.links import AT_ONCE, make_link


class SignInRefused(Exception):
    """Somebody is not let in; the message is a word for the log, which names nobody."""


async def put(
    admission: Admission, room: IdentityRoom, *, district_id: UUID, new: NewIdentityProvider
) -> AnyRow:
    """Set a district's provider, once it has answered.

    Whoever sets it decides who is let in, an administrator too: it takes all that an administrator may do.

    Raises:
        NotFound: there is no such district of the caller's.
        InsufficientScope: the caller holds less than an administrator.
        ProviderUnusable: it cannot be asked, or says something else.
    """
    async with admission.transaction() as session:
        if await select_district(session, district_id=district_id) is None:
            raise NotFound
        await admission.hold(session)
    for scope in sorted(set(SCOPES) - admission.caller.scopes):
        raise lacking(scope)
    try:
        await discover(room.client, new.issuer)
    except ProviderFailed as error:
        raise ProviderUnusable(f"the provider: {error}") from None
    secret = new.client_secret.get_secret_value().encode("utf-8")
    values = {
        "issuer": new.issuer,
        "client_id": new.client_id,
        "email_domains": new.email_domains,
        "sealed_secret": await room.secrets.seal_for(_place(district_id), secret),
    }
    async with admission.transaction() as session:
        await admission.hold(session)
        row = await queries.put_provider(session, district_id=district_id, values=values)
        await admission.audit(
            session,
            "identity_provider.set",
            subject=district_id,
            district_id=district_id,
            issuer=new.issuer,
            email_domains=new.email_domains,
        )
    return row


async def find(access: Access, *, district_id: UUID) -> AnyRow:
    """Return a district's provider.

    Raises:
        NotFound: none of that district is the caller's.
    """
    row = await queries.select_provider(access.session, district_id=district_id)
    if row is None:
        raise NotFound
    return row


async def remove(access: Access, *, district_id: UUID) -> None:
    """Remove a district's provider. Sessions that began there go on.

    Raises:
        NotFound: none of that district is the caller's.
    """
    if not await queries.delete_provider(access.session, district_id=district_id):
        raise NotFound
    await access.audit("identity_provider.removed", subject=district_id, district_id=district_id)


async def begin(database: Database, room: IdentityRoom, *, district_id: UUID) -> tuple[Attempt, str]:
    """Begin an attempt; returns it and where the browser goes.

    Raises:
        SignInRefused: the district has no provider, or it cannot be asked.
    """
    relation, _ = await _relation(database, room, district_id)
    attempt = new_attempt(district_id)
    try:
        provider = await discover(room.client, relation.issuer)
    except ProviderFailed:
        raise SignInRefused("provider-failed") from None
    return attempt, authorization_url(provider, relation, attempt)


async def finish(database: Database, room: IdentityRoom, attempt: Attempt, *, state: str, code: str) -> str:
    """Finish an attempt; returns a link that works once, at once, for whoever the provider named.

    Raises:
        SignInRefused: something does not fit, or they were not invited.
    """
    if not hmac.compare_digest(state.encode("utf-8", "replace"), attempt.state.encode("ascii")):
        raise SignInRefused("state")
    district_id = UUID(attempt.district)
    relation, domains = await _relation(database, room, district_id)
    try:
        identity = await _ask(room, relation, attempt, code=code)
    except ProviderFailed:
        raise SignInRefused("provider-failed") from None
    except TokenRefused as refused:
        raise SignInRefused(f"token: {refused}") from None
    if identity.email.rpartition("@")[2] not in domains:
        raise SignInRefused("email-domain")
    return await _let_in(database, room, identity, relation=relation, district_id=district_id)


async def _ask(room: IdentityRoom, relation: Relation, attempt: Attempt, *, code: str) -> Identity:
    provider = await discover(room.client, relation.issuer)
    text = await exchange_code(room.client, provider, relation, code=code, verifier=attempt.verifier)
    return read_id_token(
        text,
        keys=await read_keys(room.client, provider),
        algorithms=provider.algorithms,
        issuer=relation.issuer,
        client_id=relation.client_id,
        nonce=attempt.nonce,
    )


async def _let_in(
    database: Database, room: IdentityRoom, identity: Identity, *, relation: Relation, district_id: UUID
) -> str:
    """Find who was invited, and hold them to what the provider called them the first time."""
    async with database.admin(district=district_id) as session:
        person = await queries.lock_person(session, district_id=district_id, email=identity.email)
        if person is None:
            raise SignInRefused("not-invited")
        known = (person.issuer, person.subject)
        named = {"issuer": relation.issuer, "subject": identity.subject}
        if known[0] != relation.issuer:
            if await queries.is_bound(session, district_id=district_id, **named):
                raise SignInRefused("somebody-else")
            await queries.bind(session, person_id=person.id, **named)
        elif known[1] != identity.subject:
            raise SignInRefused("somebody-else")
        return await make_link(session, person_id=person.id, pages_url=room.pages_url, lifetime=AT_ONCE)


async def _relation(database: Database, room: IdentityRoom, district_id: UUID) -> tuple[Relation, list[str]]:
    async with database.admin(district=district_id) as session:
        row = await queries.select_provider(session, district_id=district_id)
    if row is None:
        raise SignInRefused("no-provider")
    try:
        secret = await room.secrets.open_at(_place(district_id), row.sealed_secret)
    except SecretUnreadable:
        raise SignInRefused("secret-unreadable") from None
    relation = Relation(
        issuer=row.issuer,
        client_id=row.client_id,
        client_secret=secret.decode("utf-8"),
        redirect_uri=room.redirect_uri,
    )
    return relation, row.email_domains


def _place(district_id: UUID) -> str:
    return f"ics-identity-provider-v1|{district_id}"
