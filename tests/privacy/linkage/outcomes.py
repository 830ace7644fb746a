"""What each attack gets from many waves together."""

from collections.abc import Sequence

import numpy as np

from tests.privacy.linkage.attacks import by_background, by_place, code_to_pass
from tests.privacy.linkage.chance import Outcome, together
from tests.privacy.linkage.evidence import SEED
from tests.privacy.linkage.traces import Trace
from tests.privacy.linkage.trained import by_everything


def by_code(traces: Sequence[Trace], *, found_in: str, read_from: str) -> Outcome:
    """From a person's access code to their lines, by one kind of trace."""
    generator = _generator()
    return together(
        [
            by_place(trace.codes[found_in], trace.blocks[read_from], trace.truth, generator=generator)
            for trace in traces
        ]
    )


def by_pass(traces: Sequence[Trace], *, found_in: str, read_from: str) -> Outcome:
    """From the hash of a pass, which names a ciphertext, to the lines that were in it."""
    generator = _generator()
    return together(
        [
            by_place(trace.passes[found_in], trace.blocks[read_from], trace.truth, generator=generator)
            for trace in traces
        ]
    )


def background(traces: Sequence[Trace]) -> Outcome:
    """From the answers to one factor, known beforehand, to all others."""
    generator = _generator()
    return together([by_background(trace, generator=generator) for trace in traces])


def everything(traces: Sequence[Trace]) -> Outcome:
    """All signals and background at once."""
    return together(by_everything(traces, generator=_generator()))


def code_followed_by_pass(traces: Sequence[Trace]) -> float:
    """Share of codes put to the ciphertext that really followed: it is no secret, and opens nothing."""
    generator = _generator()
    right = [
        person == found
        for trace in traces
        for person, found in enumerate(code_to_pass(trace, generator=generator))
    ]
    return sum(right) / len(right)


def _generator() -> np.random.Generator:
    return np.random.default_rng(SEED)
