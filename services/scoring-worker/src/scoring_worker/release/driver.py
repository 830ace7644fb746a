"""Runs the steps of a release one after another and tells an observer after each."""

from collections.abc import Awaitable, Callable, Sequence

from scoring_worker.release.context import Release

#: A step of a release; its name is the function's.
Step = Callable[[Release], Awaitable[None]]

#: Called with a step's name once the step is over: for the log, and for whoever watches a release.
AfterStep = Callable[[str], None]


async def run_steps(steps: Sequence[Step], release: Release, *, after_step: AfterStep) -> None:
    """Run `steps` in order; an error ends the run and leaves the rest to the next one."""
    for step in steps:
        await step(release)
        after_step(step.__name__)
