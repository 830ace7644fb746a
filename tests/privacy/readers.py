"""A reader of reports who tries every set of answers: what does a published profile give away?"""

import itertools
import json
from collections.abc import Iterator

import numpy as np

from scoring_worker.profiles.assemble import derive_profile
from scoring_worker.profiles.scored import score_school
from scoring_worker.release.rolling import BATCH, Standing, choose, is_due
from survey_core.contracts.profile import profile_bytes
from survey_core.disclosure import SchoolCore
from survey_core.instruments import Instrument, load_instrument
from tests.fixtures.answer_sets import Counts, alone, every_answer, item_report, pinned, unrounded
from tests.fixtures.scoring import context, routing_of, small_document
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

WHOLE, TEAM = "meaningful_professional_learning", "team_processes"
EIGHT, SIX = 8, 6


def attack(scale: Scale) -> list[Row]:
    """Every line of the table about readers that needs no server."""
    return [equal_cores(), pinned_cells(scale), recovered_items(), replay(scale)]


def equal_cores() -> Row:
    """Different answers with one core: their profiles must be the same bytes, their statistics not."""
    instrument = one_statement()
    behind: dict[str, list[Counts]] = {}
    for counts in every_answer(EIGHT, SIX):
        behind.setdefault(repr(core_of(instrument, counts)), []).append(counts)
    pairs = [pair for same in behind.values() for pair in itertools.pairwise(same)]
    differ = sum(profile_of(instrument, one) != profile_of(instrument, other) for one, other in pairs)
    told = sum(unrounded(one) != unrounded(other) for one, other in pairs)
    return Row(
        name="equal cores, equal bytes",
        adversary="reader of reports",
        test="compare the profiles of different answers with one core, byte by byte",
        n=len(pairs),
        linked=differ,
        bound=0,
        control=told / max(len(pairs), 1),
        control_at_least=0.75,
        note="pairs of answer sets; control: share that unrounded statistics tell apart",
    )


def pinned_cells(scale: Scale) -> Row:
    """Exhaustive: every set of answers of 8 to 24 people to a statement of 4, 5 and 6 options."""
    tried = fell = 0
    for n_options, largest in zip((4, 5, 6), scale.value.largest_faculty, strict=True):
        report = item_report(n_options)
        for n in range(EIGHT, largest + 1):
            everything = list(every_answer(n, n_options))
            tried, fell = tried + len(everything), fell + len(pinned(report, everything))
    eight = list(every_answer(EIGHT, SIX))
    in_the_open = pinned(lambda counts: counts, eight)
    return Row(
        name="pinned cells",
        adversary="reader of reports",
        test="try every set of answers behind every report on a statement, 4 to 6 options, from 8 people",
        n=tried,
        linked=fell,
        bound=0,
        control=len(in_the_open) / len(eight),
        control_at_least=0.75,
        note=f"answer sets, n up to {scale.value.largest_faculty}; got: reports that pin a cell of 1 or 2;"
        " control: share that the counts themselves pin, n = 8",
    )


def recovered_items() -> Row:
    """Give back all eight answers to a six-point statement: from statistics, and from the profile's bytes."""
    instrument, everything = one_statement(), list(every_answer(EIGHT, SIX))
    return Row(
        name="recovered answers",
        adversary="reader of reports",
        test="give back all answers of 8 people to a statement of 6 options from the whole profile",
        n=len(everything),
        linked=alone(lambda counts: profile_of(instrument, counts), everything),
        bound=0,
        control=alone(unrounded, everything),
        control_at_least=0.75,
        note="answer sets; share given back; control: from exact mean, variance and consensus",
    )


def replay(scale: Scale) -> Row:
    """A tick after every single answer: what is the least that two published revisions differ by?"""
    rounds = scale.value.waves
    worst = [min(_steps(eligible=60 + place % 60)) for place in range(rounds)]
    return Row(
        name="one more answer, rolling",
        adversary="reader of reports",
        test="n → n + 1: compare every two revisions of a survey in rolling mode, ticked after every answer",
        n=rounds,
        linked=sum(step < BATCH for step in worst),
        bound=0,
        control=1.0 if min(itertools.starmap(_difference, _without_batches())) == 1 else 0.0,
        control_at_least=1.0,
        note=f"surveys; got: those where two revisions differ by fewer than {BATCH}; control: a revision for"
        " every answer",
    )


def _steps(*, eligible: int) -> list[int]:
    """By how many people every two revisions differ, the final one among them."""
    waiting, marked, done, sets = set[bytes](), set[bytes](), 0, [set[bytes]()]
    for number in range(eligible):
        waiting.add(number.to_bytes(32, "big"))
        standing = Standing(
            eligible=eligible, replacements=0, waiting=len(waiting), marked=len(marked), done=done
        )
        if is_due(standing):
            chosen = set(choose(waiting))
            waiting, marked, done = waiting - chosen, marked | chosen, done + 1
            sets.append(set(marked))
    sets.append(waiting | marked)
    return [_difference(one, other) for one, other in itertools.combinations(sets, 2)]


def _without_batches() -> Iterator[tuple[set[int], set[int]]]:
    """Revisions as they would be if each showed everybody who had answered."""
    return ((set(range(n)), set(range(n + 1))) for n in range(40, 60))


def _difference(one: set[bytes] | set[int], other: set[bytes] | set[int]) -> int:
    return len(set[object](one) ^ set[object](other))


def one_statement() -> Instrument:
    """Six options, one statement to each factor: what is told of a factor is told of its statement."""
    return load_instrument(json.dumps(small_document(n_items=1, points=SIX)))


def core_of(instrument: Instrument, counts: Counts) -> SchoolCore:
    """The core of a school whose people answered so, to the one factor that everyone is asked first."""
    answers = [value for value, count in enumerate(counts, 1) for _ in range(count)]
    blocks = {WHOLE: np.array(answers, dtype=np.int16)[:, None]}
    return score_school(
        instrument=instrument,
        blocks=blocks,
        routing=routing_of(len(answers), 0),
        context=context(responses=len(answers), eligible=len(answers) + 2),
        pooled_sd={},
    ).core


def profile_of(instrument: Instrument, counts: Counts) -> bytes:
    """The whole profile, the secret digest of the rows left out."""
    document = derive_profile(
        core_of(instrument, counts),
        instrument=instrument,
        context=context(responses=sum(counts), eligible=sum(counts) + 2),
        digest="sha256:" + "0" * 64,
    )
    return profile_bytes(document)
