"""Who calls and what they may see: an API key opens one transaction that sees its district only.

An endpoint's parameter says what it needs: `access: RosterWrite`. The key is checked before the body, so an
unknown caller learns nothing about what would be valid.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access import queries
from survey_api.access.keys import ApiKey, parse_key
from survey_api.db import EVERY_DISTRICT, Database, DistrictScope, get_database, set_district
from survey_api.problems import InsufficientScope, NotAuthenticated, OperatorOnly, UnknownDistrict
from survey_core.tables.roles import Role

_BEARER: Final = HTTPBearer(
    auto_error=False, scheme_name="api_key", description="An API key: `Authorization: Bearer tl_live_…`"
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]
# Compared with when there is no such key, so that both cases take the same steps.
_NO_HASH: Final = bytes(32)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The holder of an API key.

    Attributes:
        key_id: public part of the key.
        name: what its maker called it.
        district_id: the only district it reaches; None for an operator, who reaches every one.
        scopes: what it may do.
    """

    key_id: str
    name: str
    district_id: UUID | None
    scopes: frozenset[str]

    @property
    def is_operator(self) -> bool:
        """Whether the key is bound to no district."""
        return self.district_id is None

    @property
    def sees(self) -> DistrictScope:
        """What row-level security is told."""
        return self.district_id or EVERY_DISTRICT

    def district_for(self, given: UUID | None) -> UUID:
        """The district a new thing belongs to.

        Args:
            given: what the body says; a district's own key may leave it out.

        Raises:
            UnknownDistrict: another district's, or an operator who named none.
        """
        district = given or self.district_id
        if district is None or (self.district_id is not None and district != self.district_id):
            raise UnknownDistrict
        return district


@dataclass(frozen=True, kw_only=True)
class Admission:
    """A caller whose key was checked, without an open transaction: for work that takes long."""

    caller: Caller
    database: Database

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """One transaction that sees what the caller may see."""
        return self.database.admin(district=self.caller.sees)


@dataclass(frozen=True, kw_only=True)
class Access:
    """A caller and the request's one transaction, which sees what the caller may see."""

    caller: Caller
    session: AsyncSession

    async def audit(
        self, action: str, *, subject: object, district_id: UUID | None, **detail: object
    ) -> None:
        """Write to the audit trail, in the same transaction as the change itself."""
        await queries.insert_audit(
            self.session,
            district_id=district_id,
            api_key_id=self.caller.key_id,
            action=action,
            subject=str(subject),
            detail=detail,
        )


async def authenticate(session: AsyncSession, key: ApiKey | None) -> Caller:
    """Check a key.

    Raises:
        NotAuthenticated: malformed, unknown, revoked or with another secret; which one is not said.
    """
    refusal = NotAuthenticated(headers={"WWW-Authenticate": 'Bearer realm="throughline"'})
    if key is None:
        raise refusal
    row = await queries.find_key(session, key_id=key.id)
    if not key.matches(row.secret_hash if row else _NO_HASH) or row is None:
        raise refusal
    return Caller(key_id=key.id, name=row.name, district_id=row.district_id, scopes=frozenset(row.scopes))


def admission_with(scope: str) -> Callable[..., AsyncIterator[Admission]]:
    """Dependency: a caller whose key holds `scope`; no transaction is kept open."""

    async def admit(
        request: Request, credentials: Credentials, database: Annotated[Database, Depends(get_database)]
    ) -> AsyncIterator[Admission]:
        async with database.transaction(Role.ADMIN) as session:
            caller = await _enter(request, session, credentials, scope=scope)
        yield Admission(caller=caller, database=database)

    return admit


def access_with(scope: str | None, *, operator: bool = False) -> Callable[..., AsyncIterator[Access]]:
    """Dependency: a caller whose key holds `scope` (None: any key), in a transaction of its own."""

    async def admit(
        request: Request, credentials: Credentials, database: Annotated[Database, Depends(get_database)]
    ) -> AsyncIterator[Access]:
        async with database.transaction(Role.ADMIN) as session:
            caller = await _enter(request, session, credentials, scope=scope)
            if operator and not caller.is_operator:
                raise OperatorOnly
            await set_district(session, district=caller.sees)
            yield Access(caller=caller, session=session)

    return admit


async def _enter(
    request: Request,
    session: AsyncSession,
    credentials: HTTPAuthorizationCredentials | None,
    *,
    scope: str | None,
) -> Caller:
    caller = await authenticate(session, parse_key(credentials.credentials) if credentials else None)
    request.state.key_id = caller.key_id
    if scope is not None and scope not in caller.scopes:
        raise InsufficientScope(f"the key lacks the scope {scope}")
    return caller


# scope="function": committed before the answer is sent.
AnyKey = Annotated[Access, Depends(access_with(None), scope="function")]
Operator = Annotated[Access, Depends(access_with(None, operator=True), scope="function")]
ProfilesRead = Annotated[Access, Depends(access_with("profiles.read"), scope="function")]
SurveysRead = Annotated[Access, Depends(access_with("surveys.read"), scope="function")]
SurveysWrite = Annotated[Access, Depends(access_with("surveys.write"), scope="function")]
SurveysWriteLong = Annotated[Admission, Depends(admission_with("surveys.write"), scope="function")]
RosterWrite = Annotated[Access, Depends(access_with("roster.write"), scope="function")]
