"""Appending a revision of a profile, with its event."""

import hashlib
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.profiles import core_record
from scoring_worker.publishing import writes
from scoring_worker.publishing.queries import ParticipationRow
from survey_core.contracts.events import ProfileData
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from survey_core.disclosure import SchoolCore


async def append(
    connection: AsyncConnection, row: ParticipationRow, document: ProfileDocument, *, core: SchoolCore
) -> None:
    """Write a revision whose content is new, beside it its core, and tell whoever listens."""
    raw = profile_bytes(document)
    profile_id = UUID(document.id)
    await writes.insert_revision(
        connection,
        row,
        profile_id=profile_id,
        revision=document.revision,
        released_on=document.released_on,
        scoring_version=document.scoring_version,
        input_digest=document.input_digest,
        etag=hashlib.sha256(raw).hexdigest(),
        document=raw,
        core=core_record.to_json(core),
    )
    await writes.announce(
        connection,
        ProfileData(
            administration=row.administration_id,
            participation=row.id,
            profile=profile_id,
            revision=document.revision,
        ),
    )
