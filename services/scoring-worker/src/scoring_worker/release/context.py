"""What one release knows while it runs, filled by its steps in order."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_custody import KeyCustody
from scoring_worker.release.opening import Opened, SealedRow
from survey_core.instruments import Instrument
from survey_core.sealing.manifest import Manifest, parse_manifest
from survey_core.sealing.plaintext import Answers


@dataclass(frozen=True)
class Subject:
    """The participation being released, as it stands under the lock.

    Attributes:
        state: closed, or review when a person accepted the rejections.
        eligible: people who may answer, as last corrected.
        due: closed, grace time over and the issuer key destroyed.
    """

    state: str
    eligible: int
    replacements_issued: int
    manifest: bytes
    pin: bytes
    sealed_length: int
    instrument: Instrument
    due: bool

    @cached_property
    def agreed(self) -> Manifest:
        """What everyone was shown before answering."""
        return parse_manifest(self.manifest)


@dataclass(repr=False)
class Release:
    """One participation on its way from closed to shredded.

    Attributes:
        connection: login releaser; one transaction until `commit`.
        durability: what `await_durable` waits for.
        accept_rejected: a person looked at a participation in review and lets it go on.
    """

    participation_id: UUID
    engine: AsyncEngine
    connection: AsyncConnection
    keys: KeyCustody
    durability: str
    accept_rejected: bool = False
    subject: Subject | None = None
    sealed: list[SealedRow] = field(default_factory=list)
    opened: Opened | None = None

    def require_subject(self) -> Subject:
        """The subject, once it was read; RuntimeError before."""
        if self.subject is None:
            raise RuntimeError("the participation has not been read yet")
        return self.subject

    def require_opened(self) -> Opened:
        """The opened responses, once they were; RuntimeError before."""
        if self.opened is None:
            raise RuntimeError("the responses have not been opened yet")
        return self.opened

    def require_answers(self) -> list[Answers]:
        """The accepted answers, once they were opened; RuntimeError before."""
        return [row.answers for row in self.require_opened().accepted]
