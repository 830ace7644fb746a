"""Who calls: the holder of an API key, a client with an access token, or a person with a session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access import queries, sessions
from survey_api.access.bearers import SESSION
from survey_api.access.keys import KEY_PREFIX, parse_key
from survey_api.access.roles import ROLES, PersonRole
from survey_api.access.scopes import CallerKind
from survey_api.access.tokens import AccessTokens
from survey_api.db import EVERY_DISTRICT, AnyRow, Reach
from survey_api.problems import NotAuthenticated, UnknownDistrict
from survey_api.settings import Settings

_CHALLENGE: Final = 'Bearer realm="throughline"'


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whoever was let in.

    Attributes:
        key_id: public id of the API key, the client or the person.
        name: what its maker called it; of a person their name, or else their address.
        district_id: the only district it reaches; None for an operator, who reaches every one.
        scopes: what it may do.
        kind: which of them it is.
        school_ids: the only schools of the district it reaches; None for all of them.
        expires_at: when its access token or session ends; None for a key, which does not by itself.
        role: of a person.
    """

    key_id: str
    name: str
    district_id: UUID | None
    scopes: frozenset[str]
    kind: CallerKind = "api_key"
    school_ids: frozenset[UUID] | None = None
    expires_at: datetime | None = None
    role: PersonRole | None = None

    @property
    def is_operator(self) -> bool:
        """Whether it is bound to no district."""
        return self.district_id is None

    @property
    def is_bound_to_schools(self) -> bool:
        """Whether it reaches less than a district."""
        return self.school_ids is not None

    @property
    def reach(self) -> Reach:
        """What row-level security is told."""
        return Reach(district=self.district_id or EVERY_DISTRICT, schools=self.school_ids)

    def district_for(self, given: UUID | None) -> UUID:
        """The district a new thing belongs to.

        Args:
            given: what the body says; a district's own caller may leave it out.

        Raises:
            UnknownDistrict: another district's, or an operator who named none.
        """
        district = given or self.district_id
        if district is None or (self.district_id is not None and district != self.district_id):
            raise UnknownDistrict
        return district


async def authenticate(
    session: AsyncSession, presented: str | None, *, tokens: AccessTokens, settings: Settings
) -> Caller:
    """Check what was presented as `Authorization: Bearer`, or by a browser's cookie.

    Raises:
        NotAuthenticated: malformed, unknown, expired, revoked or with another secret; which one is not said.
    """
    caller = None
    if presented is not None:
        if presented.startswith(KEY_PREFIX):
            caller = await _by_key(session, presented)
        elif presented.startswith(SESSION):
            caller = await _by_session(session, presented, settings)
        else:
            caller = await _by_token(session, presented, tokens)
    if caller is None:
        wrong = "" if presented is None else ', error="invalid_token"'
        raise NotAuthenticated(headers={"WWW-Authenticate": _CHALLENGE + wrong})
    return caller


async def _by_key(session: AsyncSession, text: str) -> Caller | None:
    key = parse_key(text)
    if key is None:
        return None
    row = await queries.find_key(session, key_id=key.id)
    if not key.matches(None if row is None else row.secret_hash) or row is None:
        return None
    return Caller(
        key_id=key.id,
        name=row.name,
        district_id=row.district_id,
        scopes=frozenset(row.scopes),
        school_ids=_schools(row),
    )


async def _by_token(session: AsyncSession, text: str, tokens: AccessTokens) -> Caller | None:
    """Read a token, and ask whether its client and the token itself are still in force."""
    claims = await tokens.read(text)
    if claims is None:
        return None
    row = await queries.find_client(session, client_id=claims.client_id, token_id=claims.id)
    if row is None or row.token_revoked:
        return None
    return Caller(
        key_id=claims.client_id,
        name=row.name,
        district_id=row.district_id,
        scopes=claims.scopes & frozenset(row.scopes),
        kind="client",
        school_ids=_schools(row),
        expires_at=claims.expires_at,
    )


async def _by_session(session: AsyncSession, text: str, settings: Settings) -> Caller | None:
    """Ask whose session it is, and what they may do by now."""
    row = await sessions.find(session, text, settings=settings)
    if row is None:
        return None
    role: PersonRole = row.role
    return Caller(
        key_id=str(row.person_id),
        name=row.name or row.email,
        district_id=row.district_id,
        scopes=ROLES[role],
        kind="person",
        school_ids=_schools(row),
        expires_at=row.expires_at,
        role=role,
    )


def _schools(row: AnyRow) -> frozenset[UUID] | None:
    return None if row.school_ids is None else frozenset(row.school_ids)
