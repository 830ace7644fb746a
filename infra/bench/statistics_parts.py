"""What the benchmark of the statistics measures, each part in a process of its own with a single thread."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.bench import made_up_district, plain_statistics
from infra.bench.plain_statistics import Plan
from scoring_worker.psychometrics.variance_components import reml
from scoring_worker.statistics.chunk import Chunk, SchoolAnswers, chunks
from scoring_worker.statistics.district_sums import ChunkSums, DistrictSums
from scoring_worker.statistics.items import disagreements
from scoring_worker.statistics.schools import PanelColumns, closed_form, domain_columns
from survey_core.instruments import Instrument

INSTRUMENT = made_up_district.instrument()
N_ITEMS = len(INSTRUMENT.items)
SEED = 20261122


class Different(Exception):
    """The product and the plain reference do not agree, so comparing their times means nothing."""


def plan_of(instrument: Instrument) -> Plan:
    """The made-up instrument as the plain reference wants it."""
    ids = [item.id for item in instrument.items]
    factors = [factor.id for factor in instrument.factors]
    scale = instrument.scales[instrument.factors[0].scale]
    return Plan(
        factors=[[ids.index(item.id) for item in factor.items] for factor in instrument.factors],
        domains=[[factors.index(factor.id) for factor in domain.factors] for domain in instrument.domains],
        reverse=np.array([item.reverse for item in instrument.items]),
        low=scale.low,
        high=scale.high,
        cuts=scale.cuts,
        favourable=scale.favourable,
        camps=scale.camps,
    )


PLAN = plan_of(INSTRUMENT)


def everything(chunk: Chunk) -> tuple[list[PanelColumns], dict[str, NDArray[Any]], ChunkSums]:
    """All closed-form statistics of a chunk: items, factors, domains, and what the district needs."""
    return closed_form(chunk), domain_columns(chunk), ChunkSums.of(chunk)


@dataclass(frozen=True)
class Timing:
    """Middle times of some runs.

    Attributes:
        ms: on the clock.
        cpu_ms: of this process; on a busy machine the fairer of the two.
    """

    ms: float
    cpu_ms: float


def timed(work: Callable[[], object], *, repeats: int, warm_up: bool = True) -> Timing:
    """Time some runs, after one that does not count."""
    if warm_up:
        work()
    clock, cpu = [], []
    for _ in range(repeats):
        start, cpu_start = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        cpu.append(time.process_time() - cpu_start)
    return Timing(ms=1000 * statistics.median(clock), cpu_ms=1000 * statistics.median(cpu))


def largest_difference(school: SchoolAnswers, *, eligible: int) -> float:
    """How far the product and the plain reference differ at most, over everything about one school.

    Args:
        school: as the product sees it.
        eligible: N, for the plain reference.

    Raises:
        Different: more than 1e-9 anywhere, or a value only one of them has.
    """
    columns, domains, sums = everything(Chunk.of(INSTRUMENT, [school]))
    plain = plain_statistics.school(school.answers, eligible, PLAN)
    pairs = [
        (columns[0].items[key][0].reshape(N_ITEMS, *value.shape[1:]), value)
        for key, value in plain["items"].items()
    ]
    for place, factor in enumerate(plain["factors"]):
        own = {key: column[0, place] for key, column in columns[0].factors.items()}
        own["alpha"] = sums.alpha[place, 0]
        pairs += [(own[key], value) for key, value in factor.items()]
    for place, domain in enumerate(plain["domains"]):
        pairs += [(domains[key][0, place], value) for key, value in domain.items()]
    if any(not np.array_equal(np.isnan(a), np.isnan(b)) for a, b in pairs):
        raise Different("a value that only one of them has")
    largest = max(float(np.nanmax(np.abs(np.asarray(a) - np.asarray(b)))) for a, b in pairs)
    if largest > 1e-9:  # noqa: PLR2004 - the tolerance against R
        raise Different(f"values differ by {largest}")
    return largest


def school_part(*, n: int = 120, repeats: int = 30) -> dict[str, Any]:
    """One school, closed form."""
    school = made_up_district.school(np.random.default_rng(SEED), n=n, n_items=N_ITEMS)
    ours = timed(lambda: everything(Chunk.of(INSTRUMENT, [school])), repeats=repeats)
    plain = timed(
        lambda: plain_statistics.school(school.answers, school.eligible or 0, PLAN), repeats=repeats
    )
    return {
        **asdict(ours),
        "plain_ms": plain.ms,
        "ratio_to_plain": ours.ms / plain.ms,
        "largest_difference": largest_difference(school, eligible=school.eligible or 0),
    }


def posterior_part(*, n: int = 120, repeats: int = 9, split: float = 0.1) -> dict[str, Any]:
    """One school with the probability of a split on each item; the plain reference makes as many draws."""
    school = made_up_district.school(np.random.default_rng(SEED), n=n, n_items=N_ITEMS, split=split)

    def ours() -> list[float]:
        chunk = Chunk.of(INSTRUMENT, [school])
        columns, _, _ = everything(chunk)
        return [row["probability"] for row in _splits(chunk, columns)]

    def plain() -> NDArray[np.float64]:
        plain_statistics.school(school.answers, school.eligible or 0, PLAN)
        return plain_statistics.split_probabilities(school.answers, school.eligible or 0, PLAN, draws=2_000)

    found, expected = np.array(ours()), plain()
    if float(np.abs(found - expected).max()) > 0.07:  # noqa: PLR2004 - 4.5 errors of their difference
        raise Different("probabilities of a split differ by more than drawing explains")
    our_time, plain_time = timed(ours, repeats=repeats), timed(plain, repeats=repeats)
    return {
        **asdict(our_time),
        "plain_ms": plain_time.ms,
        "ratio_to_plain": our_time.ms / plain_time.ms,
        "items_between_5_and_95_percent": int(np.sum((expected > 0.05) & (expected < 0.95))),  # noqa: PLR2004
        "items_above_50_percent": int(np.sum(expected > 0.5)),  # noqa: PLR2004 - what the key says
    }


def _splits(chunk: Chunk, columns: Sequence[PanelColumns]) -> list[dict[str, Any]]:
    return [
        disagreements(
            item,
            instrument=INSTRUMENT,
            counts=own.counts[:, place, position],
            eligible=chunk.factor_eligible[own.panel.places[place]],
        )[0]
        for own in columns
        for place, factor in enumerate(own.panel.factors)
        for position, item in enumerate(factor.items)
    ]


def district_part(*, n_schools: int = 500, repeats: int = 5) -> dict[str, Any]:
    """A district's schools at once, one at a time with the same functions, and one at a time plainly."""
    sizes = np.random.default_rng(SEED).integers(15, 61, size=n_schools).tolist()
    schools = made_up_district.schools(iter(sizes), n_items=N_ITEMS, seed=SEED)

    ours = timed(lambda: whole_district(schools), repeats=repeats)
    beside = _compared(schools, ours.ms, repeats=max(1, repeats // 2))
    return {"schools": n_schools, **asdict(ours), **beside}


def nation_part(*, n_schools: int = 100_000, n: int = 35, compared: int = 500) -> dict[str, Any]:
    """A whole nation's schools, once; the loops over schools run over some of them and are scaled up."""
    schools = list(made_up_district.equal_schools(n_schools, n=n, n_items=N_ITEMS, seed=SEED))
    before_mib = peak_mib()
    ours = timed(lambda: whole_district(schools), repeats=1, warm_up=False)
    peak = peak_mib()
    sample = schools[:compared]
    beside = _compared(sample, ours.ms * len(sample) / n_schools, repeats=3)
    return {
        "schools": n_schools,
        "persons_each": n,
        "s": ours.ms / 1000,
        "cpu_s": ours.cpu_ms / 1000,
        "answers_mib": before_mib,
        "peak_mib": peak,
        "compared_with": len(sample),
        "ratio_to_loop": beside["ratio_to_loop"],
        "ratio_to_plain": beside["ratio_to_plain"],
    }


def whole_district(schools: Sequence[SchoolAnswers]) -> dict[str, Any]:
    """Everything in closed form about every school, then reliability and variance over all of them."""

    def looked_at() -> Iterator[Chunk]:
        for chunk in chunks(INSTRUMENT, schools):
            closed_form(chunk)
            domain_columns(chunk)
            yield chunk

    return DistrictSums.of(INSTRUMENT, looked_at()).entry()


def reml_part(*, n_schools: int = 100_000, repeats: int = 5) -> dict[str, Any]:
    """Variance components over a nation's schools of 5 to 120 people."""
    rng = np.random.default_rng(SEED)
    n = rng.integers(5, 121, size=n_schools).astype(np.float64)
    mean = 3.8 + rng.normal(0, 0.3, size=n_schools) + rng.standard_normal(n_schools) * 0.8 / np.sqrt(n)
    within = 0.64 * rng.chisquare(n - 1)
    found, plain = reml(n, mean=mean, within_ss=within), plain_statistics.reml(n, mean, within)
    if found is None or not np.allclose([found.tau2, found.sigma2], plain, rtol=1e-6):
        raise Different("variance components differ")
    ours = timed(lambda: reml(n, mean=mean, within_ss=within), repeats=repeats)
    plain_ms = timed(lambda: plain_statistics.reml(n, mean, within), repeats=repeats).ms
    return {**asdict(ours), "plain_ms": plain_ms, "ratio_to_plain": ours.ms / plain_ms}


def peak_mib() -> float:
    """Most memory this process has ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _compared(schools: Sequence[SchoolAnswers], ours_ms: float, *, repeats: int) -> dict[str, Any]:
    """Our time beside a loop over these schools with the same functions, and with the plain ones."""

    def loop() -> None:
        for school in schools:
            everything(Chunk.of(INSTRUMENT, [school]))

    def plain() -> None:
        for school in schools:
            plain_statistics.school(school.answers, school.eligible or 0, PLAN)

    loop_ms, plain_ms = timed(loop, repeats=repeats).ms, timed(plain, repeats=repeats).ms
    return {
        "loop_ms": loop_ms,
        "plain_ms": plain_ms,
        "ratio_to_loop": ours_ms / loop_ms,
        "ratio_to_plain": ours_ms / plain_ms,
    }


PARTS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "school": school_part,
    "school_posterior": posterior_part,
    "school_posterior_all_split": lambda: posterior_part(split=1.0),
    "district": district_part,
    "nation": nation_part,
    "reml": reml_part,
}


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]]()))
