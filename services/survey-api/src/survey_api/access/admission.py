"""Who calls and what they may see: a key or a token opens one transaction that sees what it may see, only.

An endpoint's parameter says what it needs: `access: RosterWrite`. Key and scope are checked before the body,
so that an unknown caller learns nothing about what would be valid. Whoever is bound to schools is refused
wherever a route was not made for them (`schools=True`), and row-level security hides all else from them.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer, OAuth2
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access import sessions
from survey_api.access.callers import Caller, authenticate
from survey_api.access.scopes import SCOPES, Scope, require
from survey_api.access.trail import Trail
from survey_api.db import Database, get_database, set_reach
from survey_api.idempotency import service as idempotency
from survey_api.idempotency.service import Claim
from survey_api.metrics import RATE_LIMITED
from survey_api.preconditions.service import Precondition
from survey_api.problems import OperatorOnly, TooManyRequests, WholeDistrictOnly
from survey_core.tables.roles import Role

_KEY: Final = HTTPBearer(
    auto_error=False, scheme_name="api_key", description="An API key: `Authorization: Bearer tl_live_…`"
)
_TOKEN: Final = OAuth2(
    auto_error=False,
    scheme_name="oauth2",
    description="A client's access token, good for 15 minutes: `Authorization: Bearer eyJ…`",
    flows=OAuthFlows(
        clientCredentials=OAuthFlowClientCredentials(tokenUrl="/oauth/token", scopes=dict(SCOPES))
    ),
)
_SESSION: Final = HTTPBearer(
    auto_error=False,
    scheme_name="session",
    description="A signed-in person's session, for scripts: `Authorization: Bearer tl_session_…`",
)
_COOKIE: Final = APIKeyCookie(
    name=sessions.COOKIE,
    auto_error=False,
    scheme_name="session_cookie",
    description="A signed-in person's session in a browser. Changes need `Sec-Fetch-Site: same-origin`, or "
    "`Origin` as in `PUBLIC_URL`; browsers send them.",
)
#: Methods that change nothing. Whatever else is done leaves a line in the audit log.
_SAFE: Final = frozenset({"GET", "HEAD"})


def _presented(
    key: Annotated[HTTPAuthorizationCredentials | None, Depends(_KEY)],
    _header: Annotated[str | None, Depends(_TOKEN)],
    _session: Annotated[HTTPAuthorizationCredentials | None, Depends(_SESSION)],
    _cookie: Annotated[str | None, Depends(_COOKIE)],
    request: Request,
) -> str | None:
    """What follows `Bearer`: keys, tokens and sessions come in the same header; else the cookie's session."""
    return key.credentials if key else sessions.from_cookie(request)


@dataclass(frozen=True, kw_only=True)
class Admission:
    """A caller who was let in, without an open transaction: for work that takes long.

    Attributes:
        caller: who.
        database: where transactions are opened.
        trail: what goes into the audit log.
        precondition: what the request says in `If-Match`; None where there is no request.
        request_id: of the request; goes along with the events it causes.
    """

    caller: Caller
    database: Database
    trail: Trail
    precondition: Precondition | None = None
    request_id: str | None = None

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """One transaction that sees what the caller may see."""
        return self.database.within(self.caller.reach, request_id=self.request_id)

    async def audit(
        self,
        session: AsyncSession,
        action: str,
        *,
        subject: object,
        district_id: UUID | None,
        **detail: object,
    ) -> None:
        """Write to the audit log, in the same transaction as the change itself."""
        await self.trail.note(session, action, subject=subject, district_id=district_id, detail=detail)

    async def hold(self, session: AsyncSession) -> None:
        """Refuse unless the thing is as `If-Match` says; call it first in a transaction that changes it."""
        if self.precondition is not None:
            await self.precondition.hold(self._within(session))

    async def renew(self, session: AsyncSession) -> None:
        """Let the next `hold` expect what the thing is now; call it last in a transaction before another."""
        if self.precondition is not None:
            await self.precondition.renew(self._within(session))

    def _within(self, session: AsyncSession) -> "Access":
        return Access(caller=self.caller, session=session, trail=self.trail)


@dataclass(frozen=True, kw_only=True)
class Access:
    """A caller and the request's one transaction, which sees what the caller may see."""

    caller: Caller
    session: AsyncSession
    trail: Trail

    async def audit(
        self, action: str, *, subject: object, district_id: UUID | None, **detail: object
    ) -> None:
        """Write to the audit log, in the same transaction as the change itself."""
        await self.trail.note(self.session, action, subject=subject, district_id=district_id, detail=detail)


def admission_with(scope: Scope, *, schools: bool = False) -> Callable[..., AsyncIterator[Admission]]:
    """Dependency: a caller who holds `scope`; no transaction is kept open."""
    needed = Security(_presented, scopes=[scope])

    async def admit(
        request: Request,
        presented: Annotated[str | None, needed],
        database: Annotated[Database, Depends(get_database)],
    ) -> AsyncIterator[Admission]:
        async with database.transaction(Role.ADMIN) as session:
            caller = await _enter(request, session, presented, scope=scope, schools=schools)
            await _claim(request, session, caller)
        admission = Admission(
            caller=caller,
            database=database,
            trail=Trail(caller=caller),
            precondition=Precondition(request),
            request_id=_request_id(request),
        )
        yield admission
        if request.method not in _SAFE and not admission.trail.actions:
            async with admission.transaction() as session:
                await _close(request, session, admission.trail)

    return admit


def access_with(
    scope: Scope | None, *, operator: bool = False, schools: bool = False
) -> Callable[..., AsyncIterator[Access]]:
    """Dependency: a caller who may do this, in a transaction of its own.

    Args:
        scope: what it must hold; None: anything.
        operator: only for whoever is bound to no district.
        schools: also for whoever is bound to schools. Say so only if row-level security keeps what the route
            reads and changes within these schools.
    """
    needed = Security(_presented, scopes=[scope] if scope else [])

    async def admit(
        request: Request,
        presented: Annotated[str | None, needed],
        database: Annotated[Database, Depends(get_database)],
    ) -> AsyncIterator[Access]:
        async with database.transaction(Role.ADMIN) as session:
            caller = await _enter(
                request, session, presented, scope=scope, operator=operator, schools=schools
            )
            await set_reach(session, caller.reach, request_id=_request_id(request))
            access = Access(caller=caller, session=session, trail=Trail(caller=caller))
            claim = await _claim(request, session, caller)
            await Precondition(request).hold(access)
            yield access
            await _close(request, session, access.trail)
            if claim is not None:
                await claim.keep(request.state.answer)

    admit.keeps_answers = True  # type: ignore[attr-defined] # idempotency/requests.py looks for it
    return admit


async def _enter(
    request: Request,
    session: AsyncSession,
    presented: str | None,
    *,
    scope: Scope | None,
    operator: bool = False,
    schools: bool = False,
) -> Caller:
    caller = await authenticate(
        session,
        presented,
        tokens=request.app.state.access_tokens,
        settings=request.app.state.settings,
    )
    request.state.key_id = caller.key_id
    _count(request, caller)
    if operator and not caller.is_operator:
        raise OperatorOnly
    if scope is not None:
        require(scope, held=caller.scopes)
    if caller.is_bound_to_schools and not schools:
        raise WholeDistrictOnly
    return caller


def _count(request: Request, caller: Caller) -> None:
    """Count the request; how the caller stands goes into the answer's headers (`middleware.py`).

    Raises:
        TooManyRequests: it is one too many.
    """
    standing = request.app.state.caller_limit.take(f"{caller.kind}:{caller.key_id}")
    request.state.rate_limit = standing
    if standing is not None and standing.wait_s:
        RATE_LIMITED.inc()
        raise TooManyRequests(headers={"Retry-After": str(standing.wait_s)})


def _request_id(request: Request) -> str | None:
    """The id that goes along with what a request changes; reading causes nothing."""
    found: str | None = None if request.method in _SAFE else request.state.request_id
    return found


async def _claim(request: Request, session: AsyncSession, caller: Caller) -> Claim | None:
    """Begin to work on the request's `Idempotency-Key`, if it has one."""
    who = f"{caller.kind}:{caller.key_id}"
    return await idempotency.claim(request, session, caller=who, district_id=caller.district_id)


async def _close(request: Request, session: AsyncSession, trail: Trail) -> None:
    """See that whatever was done is in the audit log."""
    if request.method not in _SAFE:
        route = request.scope["route"]
        await trail.note_unless_done(session, operation=route.name, path=request.url.path)


# scope="function": committed before the answer is sent.
AnyKey = Annotated[Access, Depends(access_with(None, schools=True), scope="function")]
AccessManage = Annotated[Access, Depends(access_with("access.manage"), scope="function")]
AccessManageLong = Annotated[Admission, Depends(admission_with("access.manage"), scope="function")]
Operator = Annotated[Access, Depends(access_with("access.manage", operator=True), scope="function")]
ProfilesRead = Annotated[Access, Depends(access_with("profiles.read", schools=True), scope="function")]
WholeDistrictProfilesRead = Annotated[Access, Depends(access_with("profiles.read"), scope="function")]
SurveysRead = Annotated[Access, Depends(access_with("surveys.read", schools=True), scope="function")]
SurveysWrite = Annotated[Access, Depends(access_with("surveys.write"), scope="function")]
SurveysWriteLong = Annotated[Admission, Depends(admission_with("surveys.write"), scope="function")]
#: On one participation, also for whoever is bound to its schools.
SchoolSurveysWrite = Annotated[Access, Depends(access_with("surveys.write", schools=True), scope="function")]
RosterWrite = Annotated[Access, Depends(access_with("roster.write"), scope="function")]
ExportsRead = Annotated[Access, Depends(access_with("exports.read", schools=True), scope="function")]
ExportsReadLong = Annotated[
    Admission, Depends(admission_with("exports.read", schools=True), scope="function")
]
WebhooksManage = Annotated[Access, Depends(access_with("webhooks.manage"), scope="function")]
