"""Everything at once: an attacker who has learned, from surveys whose truth he knows, what to look at.

Half of the waves train the attack on the other half, and the other way round. So no direction of an order
is taken for granted: a store that kept people backwards, or only sometimes, would be linked as well.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.privacy.linkage.attacks import KNOWN, code_to_pass, known_places, others, unlikeness
from tests.privacy.linkage.chance import Score, score
from tests.privacy.linkage.guessing import Places, assign, distance, even_places, lines_at
from tests.privacy.linkage.people import Line
from tests.privacy.linkage.traces import Trace

_RIDGE = 1e-6  # keeps features that never vary from breaking the inversion
_SAME_PLACE = 1e-9

Pairs = NDArray[np.float64]


def by_everything(traces: Sequence[Trace], *, generator: np.random.Generator) -> list[Score]:
    """Score pairs of person and line by all signals and background together, then assign.

    Args:
        traces: at least two waves.
        generator: breaks ties.

    Returns:
        One score a wave.
    """
    pairs = [_pairs_of(trace, generator=generator) for trace in traces]
    weights = [_learn(traces[fold::2], pairs[fold::2]) for fold in (1, 0)]
    return [
        _judge(trace, own, weights=weights[number % 2], generator=generator)
        for number, (trace, own) in enumerate(zip(traces, pairs, strict=True))
    ]


def _judge(
    trace: Trace, pairs: Sequence[Pairs], *, weights: NDArray[np.float64], generator: np.random.Generator
) -> Score:
    guesses = []
    for lines, features in zip(others(_lines(trace)), pairs, strict=True):
        guesses.append(lines_at(assign(-(features @ weights), generator=generator), lines))
    return score(guesses, others(trace.truth))


def _pairs_of(trace: Trace, *, generator: np.random.Generator) -> list[Pairs]:
    """Per unknown factor: (people, lines, features)."""
    followed = np.array(code_to_pass(trace, generator=generator), dtype=np.intp)
    signals = [*trace.codes.values(), *(places[followed] for places in trace.passes.values())]
    signals.append(known_places(trace, generator=generator))
    known = trace.truth[KNOWN]
    return [
        np.stack([*_features(signals, lines), -unlikeness(known, lines)], axis=-1)
        for lines in others(_lines(trace))
    ]


def _features(signals: Sequence[Places], lines: Sequence[Line]) -> Iterator[NDArray[np.float64]]:
    """Of each signal: nearness, equality, and going together or against each other."""
    at = even_places(len(lines))
    for places in signals:
        apart = distance(places, at)
        centred = np.nan_to_num(places - 0.5)
        yield -apart
        yield (apart < _SAME_PLACE).astype(np.float64)
        yield centred[:, None] * (at - 0.5)[None, :]


def _learn(traces: Sequence[Trace], pairs: Sequence[Sequence[Pairs]]) -> NDArray[np.float64]:
    """Weights of Fisher's linear discriminant between right and wrong pairs."""
    right, wrong = [], []
    for trace, factors in zip(traces, pairs, strict=True):
        for lines, given, features in zip(others(_lines(trace)), others(trace.truth), factors, strict=True):
            same = np.array([[one is not None and one == line for line in lines] for one in given])
            right.append(features[same])
            wrong.append(features[~same])
    good, bad = np.concatenate(right), np.concatenate(wrong)
    spread = np.cov(good, rowvar=False) + np.cov(bad, rowvar=False) + _RIDGE * np.eye(good.shape[1])
    return np.asarray(np.linalg.solve(spread, good.mean(axis=0) - bad.mean(axis=0)), dtype=np.float64)


def _lines(trace: Trace) -> Sequence[Sequence[Line]]:
    """As first written: the log shows what a later rewriting would hide."""
    return trace.blocks["wal"]
