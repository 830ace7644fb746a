"""The audit log: who did what, on what, when. Ids and names of fields; never what a respondent sent or is."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access import queries
from survey_api.access.callers import Caller


@dataclass(frozen=True, kw_only=True)
class Trail:
    """What one request leaves in the audit log.

    Attributes:
        caller: who.
        actions: what was written so far.
    """

    caller: Caller
    actions: list[str] = field(default_factory=list)

    async def note(
        self,
        session: AsyncSession,
        action: str,
        *,
        subject: object,
        district_id: UUID | None,
        detail: dict[str, object],
    ) -> None:
        """Write one line, in the same transaction as the change itself."""
        await queries.insert_audit(
            session,
            district_id=district_id,
            actor=self.caller.kind,
            actor_id=self.caller.key_id,
            action=action,
            subject=str(subject),
            detail=detail,
        )
        self.actions.append(action)

    async def note_unless_done(self, session: AsyncSession, *, operation: str, path: str) -> None:
        """Write that something was asked for, where nothing more exact was written.

        Args:
            session: sees what the caller may see.
            operation: the route's name.
            path: as requested; on administrators' routes it holds ids only.
        """
        if not self.actions:
            district = self.caller.district_id
            await self.note(session, f"request.{operation}", subject=path, district_id=district, detail={})
