"""Careless answering at full precision: how many lines are flagged, and each factor without them.

Nothing is deleted: every other statistic holds every line. See `psychometrics.careless` for the rules.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.careless import Pool, flag, pool_of
from scoring_worker.psychometrics.grouped import Groups, cross_products, moments
from scoring_worker.statistics.chunk import Chunk
from scoring_worker.statistics.plain import plain

_RULES = ("long_run", "no_variation", "unusual")

Chunks = Callable[[], Iterable[Chunk]]
"""All schools of a district, as often as they are asked for; always the same chunks."""


def _pool(chunks: Iterable[Chunk]) -> Pool | None:
    """What is usual in a district; None where that cannot be said, or its lines are too few."""
    sums = [
        cross_products(chunk.columns, Groups.of_sizes([chunk.columns.shape[1]])).pooled() for chunk in chunks
    ]
    pool = pool_of(reduce(add, sums)) if sums else None
    return pool if pool is not None and pool.large_enough else None


@dataclass(frozen=True, eq=False)
class DistrictCareless:
    """The flags of a district's lines.

    Attributes:
        chunks: the district.
        flagged: of each chunk, shape (n_rows,), True for the lines that any rule flags.
        counts: shape (n_schools,) each: `n` lines judged, `n_flagged` of them, and how many by each rule.
        knows_usual: whether there was a pool to tell an unusual line from.
    """

    chunks: Chunks
    flagged: list[NDArray[np.bool_]]
    counts: dict[str, NDArray[np.int64]]
    knows_usual: bool

    @classmethod
    def of(cls, chunks: Chunks) -> Self:
        """Look at every line of a district: once for what is usual, once to flag."""
        pool = _pool(chunks())
        flagged, counts = [], []
        for chunk in chunks():
            flags = flag(chunk.columns.T, pool=pool)
            flagged.append(flags.flagged)
            lines = {"n": flags.judged, "n_flagged": flags.flagged} | {
                rule: getattr(flags, rule) for rule in _RULES
            }
            counts.append({key: chunk.groups.total(own.astype(np.int64)) for key, own in lines.items()})
        return cls(
            chunks=chunks,
            flagged=flagged,
            counts={key: np.concatenate([own[key] for own in counts]) for key in counts[0]},
            knows_usual=pool is not None,
        )

    def entries(self) -> Iterator[dict[str, Any]]:
        """The `careless` entry of each school, in the district's order.

        `n`, `n_flagged` and how many each rule flags, `unusual` None without a pool; `factors` holds each
        factor's n and mean without the flagged lines, and how much that mean differs from the one with them.
        """
        first = 0
        for chunk, flagged in zip(self.chunks(), self.flagged, strict=True):
            for school, factors in enumerate(_without(chunk, flagged), start=first):
                counts = {key: int(own[school]) for key, own in self.counts.items()}
                yield self._known(counts) | {"factors": factors}
            first += chunk.groups.n_groups

    def total(self) -> dict[str, Any]:
        """The district's counts; `schools_flagged` schools have somebody flagged."""
        total = {key: int(own.sum()) for key, own in self.counts.items()}
        schools = int(np.count_nonzero(self.counts["n_flagged"]))
        return self._known(total) | {"schools_flagged": schools}

    def _known(self, counts: dict[str, int]) -> dict[str, Any]:
        return counts if self.knows_usual else counts | {"unusual": None}


def _without(chunk: Chunk, flagged: NDArray[np.bool_]) -> list[dict[str, dict[str, Any]]]:
    """Each school's factors without the flagged lines."""
    rest = moments(np.where(flagged, np.nan, chunk.scores), chunk.groups)
    columns = {"n": rest.n, "mean": rest.mean, "difference": rest.mean - chunk.moments.mean}
    rows = zip(*(plain(own.T) for own in columns.values()), strict=True)
    ids = [factor.id for factor in chunk.instrument.factors]
    return [
        {
            factor: dict(zip(columns, values, strict=True))
            for factor, *values in zip(ids, *of_school, strict=True)
        }
        for of_school in rows
    ]
