"""Whatever holds scopes by a secret: API keys and clients. Finding, listing and ending them is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Table

from survey_api.access import queries
from survey_api.access.admission import Access
from survey_api.access.scopes import CallerKind
from survey_api.db import AnyRow
from survey_api.problems import NotFound
from survey_core.tables.admin import api_clients, api_keys


@dataclass(frozen=True, kw_only=True)
class Holders:
    """One kind of them.

    Attributes:
        kind: as the audit log names it.
        table: where they are.
    """

    kind: CallerKind
    table: Table

    async def find(self, access: Access, *, holder_id: str) -> AnyRow:
        """Return one, in force or not.

        Raises:
            NotFound: none of that id is the caller's.
        """
        row = await queries.select_holder(access.session, self.table, holder_id=holder_id)
        if row is None:
            raise NotFound
        return row

    async def page(
        self, access: Access, *, district: UUID | None, after: str | None, limit: int
    ) -> Sequence[AnyRow]:
        """Return the caller's in order of id."""
        own = district or access.caller.district_id
        return await queries.select_holders(
            access.session, self.table, district_id=own, after=after, limit=limit
        )

    async def revoke(self, access: Access, *, holder_id: str) -> None:
        """End one at once.

        Raises:
            NotFound: no such one of the caller's is in force.
        """
        row = await queries.revoke_holder(access.session, self.table, holder_id=holder_id)
        if row is None:
            raise NotFound
        await access.audit(f"{self.kind}.revoked", subject=holder_id, district_id=row.district_id)


KEYS: Final = Holders(kind="api_key", table=api_keys)
CLIENTS: Final = Holders(kind="client", table=api_clients)
