"""The short form: a real system, real releases, and a release that forgets to sort."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.privacy.linkage.evidence import Evidence, gather
from tests.privacy.linkage.table import rows_of
from tests.privacy.registry import ATTACKS
from tests.privacy.rows import Row
from tests.privacy.scale import Scale


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return asyncio.run(gather(Scale.SHORT))


def failing(rows: Sequence[Row]) -> set[str]:
    return {row.name for row in rows if not row.holds}


def test_nothing_is_linked_and_every_control_is(evidence: Evidence) -> None:
    assert "linkage" in ATTACKS

    rows = rows_of(evidence)

    assert len({row.name for row in rows}) == len(rows) > 0
    assert all(row.control_at_least is not None for row in rows)
    failed = failing(rows)
    if failed:
        # Chance alone puts one line in 700 beyond three standard errors. A leak fails again, chance does not.
        failed &= failing(rows_of(asyncio.run(gather(Scale.SHORT))))
    assert failed == set()


def test_a_release_that_does_not_sort_is_caught(evidence: Evidence) -> None:
    """By a code's pass in the log and that pass's place among the hashes; and from one line to the next."""
    small = evidence.faculties[0]
    broken = replace(evidence, faculties=[replace(small, traces=evidence.unsorted)])

    assert failing(rows_of(broken)) == {
        f"linkage of {small.n_people}: background",
        f"linkage of {small.n_people}: pass hash",
        f"linkage of {small.n_people}: everything",
    }


def test_answers_stored_the_usual_way_are_caught_by_every_trace(evidence: Evidence) -> None:
    small = evidence.faculties[0]
    usual = [
        replace(trace, passes=ours.passes, blocks={**trace.blocks, "columns": trace.blocks["ctid"]})
        for trace, ours in zip(small.usual, small.traces, strict=True)
    ]
    broken = replace(evidence, faculties=[replace(small, traces=usual)])

    named = {name.rpartition(": ")[2] for name in failing(rows_of(broken))}

    assert named >= {"dump", "ctid", "xmin", "wal", "pages", "background", "everything"}


def test_a_look_at_a_real_dump_finds_what_was_not_sorted_and_nothing_else(evidence: Evidence) -> None:
    """`python -m tests.privacy.linkage DUMP.sql`, for anybody's own database."""
    n_factors = len(evidence.unsorted[0].truth)
    for faculties in evidence.faculties:
        assert faculties.dump.blocks >= n_factors * len(faculties.traces)
        assert faculties.dump.faults == []

    faults = evidence.unsorted_dump.faults
    assert len(faults) > n_factors * len(evidence.unsorted) / 2
    assert all("is not sorted" in fault for fault in faults)
