"""Guards FastStream's batches against losing what was already fetched.

FastStream (0.7.8) collects a batch with several fetches and expects `nats.errors.TimeoutError` from the one
in which the time runs out. nats-py (2.16) raises the built-in TimeoutError instead when less than a round
trip is left. The collecting task then dies with the messages it holds, and the broker delivers them again
only after `ack_wait`: a minute in which a district waits for its keys.
tests/integration/worker/test_consumer.py fails without this guard.
"""

from typing import Any

import nats.errors
from faststream.nats import NatsBroker
from faststream.nats.subscriber.usecases import BatchPullStreamSubscriber
from nats.aio.msg import Msg
from nats.js import JetStreamContext


class GuardedFetches:
    """A pull subscription that names every time-out alike."""

    def __init__(self, subscription: JetStreamContext.PullSubscription) -> None:
        self._subscription = subscription

    async def fetch(self, batch: int = 1, timeout: float | None = None) -> list[Msg]:  # noqa: ASYNC109 - nats-py's signature
        """Fetch up to `batch` messages.

        Raises:
            nats.errors.TimeoutError: none came within `timeout` seconds.
        """
        try:
            return await self._subscription.fetch(batch, timeout=timeout)
        except TimeoutError:
            raise nats.errors.TimeoutError from None

    def __getattr__(self, name: str) -> Any:
        """Everything else is the subscription's own."""
        return getattr(self._subscription, name)


async def start_consuming(broker: NatsBroker) -> None:
    """Start the broker's subscribers, their fetches guarded from the first on."""
    for subscriber in broker.subscribers:
        if isinstance(subscriber, BatchPullStreamSubscriber):
            _guard(subscriber)
    await broker.start()


def _guard(subscriber: BatchPullStreamSubscriber) -> None:
    """Guard the subscription as it is made: the first batch may be on its way before `start` returns."""
    create = subscriber._create_subscription  # noqa: SLF001 - FastStream has no other place for it

    async def create_guarded() -> None:
        await create()  # starts the collecting task, which takes its first step only after this one
        if subscriber.subscription is not None:
            subscriber.subscription = GuardedFetches(subscriber.subscription)  # type: ignore[assignment]

    subscriber._create_subscription = create_guarded  # type: ignore[method-assign]  # noqa: SLF001 - as above
