"""What the OAuth endpoints decide. Clients are looked up before any district is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from survey_api.access.keys import client_id as check_client_id
from survey_api.access.keys import matches
from survey_api.access.queries import find_client
from survey_api.access.tokens import AccessTokens
from survey_api.db import AnyRow, Database
from survey_api.oauth import queries
from survey_api.oauth.wire import OAuthRefusal, read_basic
from survey_core.tables.roles import Role

_GRANT: Final = "client_credentials"


@dataclass(frozen=True, kw_only=True)
class Client:
    """A client that showed its secret."""

    id: str
    row: AnyRow


async def authenticate(database: Database, credentials: str | None) -> Client:
    """Check a client's id and secret.

    Raises:
        OAuthRefusal: malformed, unknown, ended, or another secret; which one is not said.
    """
    client_id, secret = read_basic(credentials)
    row = None
    if _is_id(client_id):
        async with database.transaction(Role.ADMIN) as session:
            row = await find_client(session, client_id=client_id)
    stored = (None, None) if row is None else (row.secret_hash, row.previous_secret_hash)
    fits = [matches(secret, one) for one in stored]  # both, so that either case takes the same steps
    if row is None or not any(fits):
        raise OAuthRefusal("invalid_client", "no such client and secret")
    return Client(id=client_id, row=row)


async def grant(client: Client, form: Mapping[str, str], *, tokens: AccessTokens) -> tuple[str, list[str]]:
    """Issue an access token; returns it and what it may do.

    Raises:
        OAuthRefusal: another grant, or scopes that the client does not hold.
    """
    if "grant_type" not in form:
        raise OAuthRefusal("invalid_request", "grant_type is missing")
    if form["grant_type"] != _GRANT:
        raise OAuthRefusal("unsupported_grant_type", f"only {_GRANT}")
    held = set(client.row.scopes)
    wanted = set(form["scope"].split()) if "scope" in form else held
    if not wanted or wanted - held:
        raise OAuthRefusal("invalid_scope", f"this client may ask for: {' '.join(sorted(held))}")
    scopes = sorted(wanted)
    return await tokens.issue(client_id=client.id, scopes=scopes), scopes


async def revoke(
    client: Client, form: Mapping[str, str], *, tokens: AccessTokens, database: Database
) -> None:
    """End an access token at once. One that is not in force anyway is no fault (RFC 7009 section 2.2).

    Raises:
        OAuthRefusal: no token was named, or it was issued to another client.
    """
    if "token" not in form:
        raise OAuthRefusal("invalid_request", "token is missing")
    claims = await tokens.read(form["token"])
    if claims is None:
        return
    if claims.client_id != client.id:
        raise OAuthRefusal("invalid_grant", "the token was issued to another client")
    async with database.admin(district=client.row.district_id) as session:
        await queries.delete_expired(session)
        await queries.insert_revoked(
            session, token_id=claims.id, district_id=client.row.district_id, expires_at=claims.expires_at
        )


def _is_id(text: str) -> bool:
    try:
        check_client_id(text)
    except ValueError:
        return False
    return True
