"""Group commit without a database: who hears what, and when."""

import asyncio
from collections.abc import Sequence

import pytest

from survey_api.responses.batcher import Batcher, BatchFailed, Overloaded


class Store:
    """Keeps batches; each waits until it is allowed to commit."""

    def __init__(self) -> None:
        self.begun: list[list[int]] = []
        self.committed: list[list[int]] = []
        self.may_commit = asyncio.Event()
        self.fails = False

    async def __call__(self, items: Sequence[int]) -> list[int]:
        self.begun.append(list(items))
        await self.may_commit.wait()
        if self.fails:
            raise OSError("the database went away while it stored 4711")
        self.committed.append(list(items))
        return [-item for item in items]


def batcher(store: Store, *, max_batch: int = 10, max_waiting: int = 100) -> Batcher[int, int]:
    return Batcher(store, max_batch=max_batch, max_waiting=max_waiting)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_nobody_is_answered_before_the_commit() -> None:
    store = Store()
    batches = batcher(store)
    async with batches.running():
        caller = asyncio.create_task(batches.submit(1))
        await settle()
        assert (store.begun, caller.done()) == ([[1]], False)

        store.may_commit.set()
        assert await caller == -1


async def test_what_arrives_during_a_commit_goes_together_into_the_next() -> None:
    store = Store()
    batches = batcher(store, max_batch=3)
    async with batches.running():
        first = asyncio.create_task(batches.submit(0))
        await settle()
        others = [asyncio.create_task(batches.submit(number)) for number in range(1, 6)]
        await settle()
        store.may_commit.set()
        assert await asyncio.gather(first, *others) == [0, -1, -2, -3, -4, -5]

    assert store.committed == [[0], [1, 2, 3], [4, 5]]


async def test_a_failed_batch_fails_for_all_its_callers_and_the_next_one_is_tried() -> None:
    store = Store()
    store.fails = True
    batches = batcher(store)
    async with batches.running():
        callers = [asyncio.create_task(batches.submit(number)) for number in range(3)]
        await settle()
        store.may_commit.set()
        results = await asyncio.gather(*callers, return_exceptions=True)
        store.fails = False
        assert await batches.submit(7) == -7

    assert [type(result) for result in results] == [BatchFailed] * 3
    assert store.committed == [[7]]


async def test_a_failure_is_logged_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    store = Store()
    store.fails = True
    store.may_commit.set()
    batches = batcher(store)
    async with batches.running():
        with pytest.raises(BatchFailed):
            await batches.submit(1)

    said = capsys.readouterr().out
    assert "OSError" in said
    assert "4711" not in said


async def test_beyond_the_bound_nothing_is_taken_in() -> None:
    store = Store()
    batches = batcher(store, max_waiting=2)
    async with batches.running():
        callers = [asyncio.create_task(batches.submit(number)) for number in range(2)]
        await settle()
        with pytest.raises(Overloaded):
            await batches.submit(3)
        store.may_commit.set()
        assert await asyncio.gather(*callers) == [0, -1]
        assert await batches.submit(4) == -4


async def test_a_stop_stores_what_was_taken_in_and_refuses_the_rest() -> None:
    store = Store()
    batches = batcher(store, max_batch=2)
    stopping = batches.running()
    await stopping.__aenter__()
    callers = [asyncio.create_task(batches.submit(number)) for number in range(5)]
    await settle()

    stopped = asyncio.create_task(stopping.__aexit__(None, None, None))
    await settle()
    with pytest.raises(Overloaded):
        await batches.submit(9)
    store.may_commit.set()
    await stopped

    assert await asyncio.gather(*callers) == [0, -1, -2, -3, -4]


async def test_a_caller_who_went_away_does_not_keep_others_from_their_answer() -> None:
    store = Store()
    batches = batcher(store)
    async with batches.running():
        gone, stays = (asyncio.create_task(batches.submit(number)) for number in (1, 2))
        await settle()
        gone.cancel()
        await settle()
        store.may_commit.set()
        assert await stays == -2

    assert store.committed == [[1, 2]]
