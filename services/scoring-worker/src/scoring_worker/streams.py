"""The JetStream streams as survey_core names them; whoever starts first creates them."""

from uuid import UUID

from nats.js import JetStreamContext
from nats.js.api import StorageType, StreamConfig
from nats.js.errors import BadRequestError, NotFoundError

from survey_core.contracts.subjects import EVENTS, RESPONSES, StreamSpec, response_subject

_STORAGE = {"memory": StorageType.MEMORY, "file": StorageType.FILE}


async def ensure_streams(jetstream: JetStreamContext) -> None:
    """Create the streams that are missing."""
    for spec in (RESPONSES, EVENTS):
        try:
            await jetstream.stream_info(spec.name)
        except NotFoundError:
            await _create(jetstream, spec)


async def forget_completions(
    jetstream: JetStreamContext, *, administration_id: UUID, participation_id: UUID
) -> None:
    """Remove a released participation's completed-survey events: the broker stamps each with a time."""
    subject = response_subject(administration_id=administration_id, participation_id=participation_id)
    await jetstream.purge_stream(RESPONSES.name, subject=subject)


async def _create(jetstream: JetStreamContext, spec: StreamSpec) -> None:
    config = StreamConfig(
        name=spec.name,
        subjects=list(spec.subjects),
        storage=_STORAGE[spec.storage],
        max_age=spec.max_age_s,
    )
    try:
        await jetstream.add_stream(config)
    except BadRequestError:
        # The API may have created it at this very moment; if not, this raises what is really wrong.
        await jetstream.stream_info(spec.name)
