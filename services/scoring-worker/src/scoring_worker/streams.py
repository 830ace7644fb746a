"""The JetStream streams as survey_core names them; whoever starts first creates them."""

from uuid import UUID

import structlog
from nats.js import JetStreamContext
from nats.js.api import StorageType, StreamConfig
from nats.js.errors import BadRequestError, NotFoundError

from survey_core.contracts.subjects import EVENTS, RESPONSES, StreamSpec, amendment, response_subject

log = structlog.get_logger(__name__)

_STORAGE = {"memory": StorageType.MEMORY, "file": StorageType.FILE}


async def ensure_streams(jetstream: JetStreamContext) -> None:
    """Create the streams that are missing, and put one right that would keep completions longer."""
    for spec in (RESPONSES, EVENTS):
        try:
            info = await jetstream.stream_info(spec.name)
        except NotFoundError:
            await _create(jetstream, spec)
        else:
            await _amend(jetstream, spec, found=info.config)


async def forget_completions(
    jetstream: JetStreamContext, *, administration_id: UUID, participation_id: UUID
) -> None:
    """Remove a released participation's completed-survey events: the broker stamps each with a time."""
    subject = response_subject(administration_id=administration_id, participation_id=participation_id)
    await jetstream.purge_stream(RESPONSES.name, subject=subject)


async def _amend(jetstream: JetStreamContext, spec: StreamSpec, *, found: StreamConfig) -> None:
    """Shorten what a stream keeps, or make it anew: its messages are hints, the database has the truth."""
    storage = "memory" if found.storage == StorageType.MEMORY else "file"
    match amendment(spec, storage=storage, max_age_s=found.max_age or 0):
        case "shorten":
            log.warning("a stream kept times too long and was put right", stream=spec.name)
            await jetstream.update_stream(found.evolve(max_age=spec.max_age_s))
        case "replace":
            log.warning("a stream kept times on disk and was made anew in memory", stream=spec.name)
            await jetstream.delete_stream(spec.name)
            await _create(jetstream, spec)
        case "none":
            pass


def _config(spec: StreamSpec) -> StreamConfig:
    return StreamConfig(
        name=spec.name,
        subjects=list(spec.subjects),
        storage=_STORAGE[spec.storage],
        max_age=spec.max_age_s,
    )


async def _create(jetstream: JetStreamContext, spec: StreamSpec) -> None:
    try:
        await jetstream.add_stream(_config(spec))
    except BadRequestError:
        # The API may have created it at this very moment; if not, this raises what is really wrong.
        await jetstream.stream_info(spec.name)
