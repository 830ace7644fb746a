"""A made-up instrument and made-up schools for measuring the statistics: ten factors of six statements."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from scoring_worker.statistics.chunk import SchoolAnswers
from survey_core.instruments import Instrument, load_instrument

LOW, HIGH = 1, 6
CUTS = (3.0, 4.0, 5.0)
_MISSING = 0.03  # share of statements left out, one by one
_RATE = 0.8  # share of the faculty that answers
_DRAWN_AT_ONCE = 1_000


def instrument(*, n_factors: int = 10, n_items: int = 6) -> Instrument:
    """Three domains; the last statement of each factor is reverse-worded."""
    domains = [
        {
            "id": f"d{domain}",
            "causal_position": domain + 1,
            "title": {"en": f"Domain {domain}"},
            "factors": [_factor(place, n_items) for place in range(domain, n_factors, 3)],
        }
        for domain in range(min(3, n_factors))
    ]
    points = [{"value": value, "label": {"en": f"Option {value}"}} for value in range(LOW, HIGH + 1)]
    return load_instrument(
        json.dumps(
            {
                "instrument": "bench",
                "version": "1.0.0",
                "title": {"en": "Bench"},
                "languages": ["en"],
                "scales": {"six": {"points": points, "cuts": CUTS}},
                "domains": domains,
            }
        )
    )


def _factor(place: int, n_items: int) -> dict[str, Any]:
    items = [
        {
            "id": f"f{place}_{number}",
            "scale": "six",
            "reverse": number == n_items,
            "text": {"en": f"Statement {number}"},
        }
        for number in range(1, n_items + 1)
    ]
    return {"id": f"f{place}", "title": {"en": f"Factor {place}"}, "items": items}


def school(rng: np.random.Generator, *, n: int, n_items: int, split: float = 0.1) -> SchoolAnswers:
    """Answers that follow a person's own level and a statement's; some statements divide the faculty.

    Args:
        rng: source of the draws.
        n: respondents, four fifths of the faculty.
        n_items: statements.
        split: share of the statements with two camps of equal size.
    """
    centre = rng.normal(3.8, 0.5, size=(1, n_items))
    camps = np.where(rng.random((1, n_items)) < split, 1.7 * np.sign(rng.random((n, n_items)) - 0.5), 0.0)
    noise = rng.normal(0, 0.6, size=(n, 1)) + rng.normal(0, 0.9, size=(n, n_items))
    answers = np.clip(np.rint(centre + camps + noise), LOW, HIGH).astype(np.int16)
    answers[rng.random(answers.shape) < _MISSING] = 0
    return SchoolAnswers(answers=answers, eligible=round(n / _RATE))


def schools(sizes: Iterator[int], *, n_items: int, seed: int) -> list[SchoolAnswers]:
    """Schools of these sizes, the same for the same seed."""
    rng = np.random.default_rng(seed)
    return [school(rng, n=n, n_items=n_items) for n in sizes]


def equal_schools(n_schools: int, *, n: int, n_items: int, seed: int) -> Iterator[SchoolAnswers]:
    """Many schools of one size, quickly; schools differ, with a variance of 0.09 between them."""
    rng = np.random.default_rng(seed)
    for first in range(0, n_schools, _DRAWN_AT_ONCE):
        some = min(_DRAWN_AT_ONCE, n_schools - first)
        levels = np.repeat(rng.normal(0, 0.3, size=some), n) + rng.normal(0, 0.6, size=some * n)
        noise = rng.standard_normal((some * n, n_items), dtype=np.float32)
        answers = np.clip(np.rint(3.8 + levels[:, np.newaxis] + 0.9 * noise), LOW, HIGH).astype(np.int16)
        answers[rng.random(answers.shape, dtype=np.float32) < _MISSING] = 0
        yield from (SchoolAnswers(answers=own, eligible=round(n / _RATE)) for own in np.split(answers, some))
