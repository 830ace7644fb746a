"""Blind signing off the event loop: about 5 ms each, with GMP outside Python's lock."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI

from survey_core.passes.arithmetic import work_beside_other_threads
from survey_core.passes.signer import IssuerKey

_MAX_THREADS = 4


class SigningPool:
    """A few threads that sign while the event loop keeps answering."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(
            min(_MAX_THREADS, os.cpu_count() or 1),
            thread_name_prefix="signing",
            # Without it one signature would stop every other request for its 5 ms.
            initializer=work_beside_other_threads,
        )

    async def sign(self, key: IssuerKey, blinded: bytes) -> bytes:
        """Return the blind signature, as long as the modulus; the same input gives the same output.

        Raises:
            MalformedBlindedMessage: not in 1 < x < n - 1.
            SigningFault: the result did not verify; nothing of it leaves.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, key.sign_blinded, blinded)

    def close(self) -> None:
        """Finish what was begun and end the threads."""
        self._threads.shutdown(wait=True)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Keep signing threads as long as the application runs."""
    app.state.signing = SigningPool()
    try:
        yield
    finally:
        app.state.signing.close()
