"""The connection to NATS JetStream: kept up in the background, so the API starts and serves without it."""

import asyncio

import nats.errors
import structlog
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import BadRequestError

from survey_api import background
from survey_core.contracts.subjects import EVENTS, RESPONSES, StreamSpec, amendment

log = structlog.get_logger(__name__)

RECONNECT_PAUSE_S = 1


class BrokerUnavailable(Exception):
    """NATS cannot be reached right now; what waits in the outbox stays there."""


class Broker:
    """One connection a process; reconnects for ever.

    Attributes:
        url: where NATS is.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._client: Client | None = None
        self._connecting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to connect; returns at once."""
        self._connecting = asyncio.create_task(self._connect())

    async def stop(self) -> None:
        """Stop trying, and close the connection."""
        if self._connecting is not None:
            await background.end(self._connecting)
        if self._client is not None:
            await self._client.close()

    @property
    def connected(self) -> bool:
        """Whether the broker answers and its streams exist."""
        return self._client is not None and self._client.is_connected

    @property
    def jetstream(self) -> JetStreamContext:
        """To publish with.

        Raises:
            BrokerUnavailable: not connected now.
        """
        if self._client is None or not self._client.is_connected:
            raise BrokerUnavailable
        return self._client.jetstream()

    async def _connect(self) -> None:
        while self._client is None:
            client = Client()
            try:
                await client.connect(
                    self.url,
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=RECONNECT_PAUSE_S,
                    error_cb=_quiet,
                )
                await ensure_streams(client.jetstream())
                self._client = client
            except (OSError, nats.errors.Error) as error:
                log.warning("the broker cannot be used yet", exc_info=error)
            finally:
                if self._client is not client:  # also when `stop` cancels a connection half made
                    await client.close()
            if self._client is None:
                await asyncio.sleep(RECONNECT_PAUSE_S)


async def ensure_streams(jetstream: JetStreamContext) -> None:
    """Create the two streams unless they exist and keep no times too long; the worker does the same."""
    for spec in (RESPONSES, EVENTS):
        try:
            await jetstream.add_stream(_config(spec))
        except BadRequestError:  # exists with other limits: an operator's choice (replicas, for one)
            await _amend(jetstream, spec)


async def _amend(jetstream: JetStreamContext, spec: StreamSpec) -> None:
    """Put a stream right that would keep completed-survey events, and their times, longer than an hour."""
    found = (await jetstream.stream_info(spec.name)).config
    storage = "memory" if found.storage == StorageType.MEMORY else "file"
    needed = amendment(spec, storage=storage, max_age_s=found.max_age or 0)
    if needed == "none":
        return
    log.warning("a stream kept times too long and was put right", stream=spec.name, how=needed)
    if needed == "shorten":
        await jetstream.update_stream(found.evolve(max_age=float(spec.max_age_s)))
    else:
        await jetstream.delete_stream(spec.name)
        await jetstream.add_stream(_config(spec))


def _config(spec: StreamSpec) -> StreamConfig:
    return StreamConfig(
        name=spec.name,
        subjects=list(spec.subjects),
        storage=StorageType.MEMORY if spec.storage == "memory" else StorageType.FILE,
        max_age=float(spec.max_age_s),
        retention=RetentionPolicy.LIMITS,
    )


async def _quiet(_error: Exception) -> None:
    """The library's own message would go to the log; the state shows in /readyz instead."""
