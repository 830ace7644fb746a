"""Writes docs/examples/district.json: the summary the product publishes for a made-up district.

    python -m tests.golden.make_district_example

A test compares the numbers; run this after a change that is meant to change them.
"""

from datetime import date
from pathlib import Path

import numpy as np
import orjson

from scoring_worker.districts.audit import Withheld
from scoring_worker.districts.core import district_core
from scoring_worker.districts.reliability import district_reliability
from scoring_worker.districts.summary import CarelessCount, DistrictContext, district_summary
from scoring_worker.profiles.context import Blocks
from scoring_worker.profiles.scored import score_school
from survey_core.contracts.district import DistrictSummary
from survey_core.disclosure import SchoolCore
from survey_core.instruments import Instrument, shipped
from tests.fixtures.scoring import context, made_up_blocks
from tests.golden.make_profile_example import MEANS

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "district.json"

#: (responses, eligible); nobody at the last one answered.
SCHOOLS = [
    (31, 40), (45, 52), (38, 41), (27, 36), (62, 80), (19, 24),
    (14, 18), (33, 47), (51, 60), (9, 12), (24, 24), (0, 15),
]  # fmt: skip
FLAGGED = 3


def example_summary() -> DistrictSummary:
    """The published summary of the made-up district."""
    instrument = shipped("internal-coherence")
    answers = {f"school {place:02}": _answers(instrument, place, n) for place, (n, _) in enumerate(SCHOOLS)}
    cores = {
        school: _core(instrument, blocks, n=n, eligible=eligible)
        for (school, blocks), (n, eligible) in zip(answers.items(), SCHOOLS, strict=True)
    }
    core = district_core(instrument, cores)
    return district_summary(
        core,
        context=DistrictContext(
            district_id="0d6d4a57-2a0b-4c62-8f0f-5a3b6c1d9e21",
            name="Juniper Valley Schools",
            administration_id="3b1a2f9c-0f6d-4a63-9c52-5f2c1d7e4b20",
            revision=1,
            released_on=date(2026, 11, 21),
            synthetic=True,
        ),
        reliability=district_reliability(core, answers=answers),
        careless={
            school: CarelessCount(flagged=FLAGGED, people=cores[school].conditions.responses)
            for school in core.included
        },
        withheld=[Withheld("subgroups/years_here", school="3b1a2f9c-0f6d-4a63-9c52-5f2c1d7e4b21")],
    )


def _answers(instrument: Instrument, place: int, n: int) -> Blocks:
    """Faculties differ a little, each in its own way."""
    shift = float(np.random.default_rng(100 + place).normal(0, 0.3))
    means = {factor: mean + shift for factor, mean in MEANS.items()}
    return made_up_blocks(instrument, n, seed=place, asked=3 * n // 4, means=means)


def _core(instrument: Instrument, blocks: Blocks, *, n: int, eligible: int) -> SchoolCore:
    question = instrument.routing[0]
    yes, no = (answer.value for answer in question.answers)
    return score_school(
        instrument=instrument,
        blocks=blocks,
        routing={question.id: {yes: 3 * n // 4, no: n - 3 * n // 4}},
        context=context(responses=n, eligible=eligible),
        pooled_sd={},
    ).core


def main() -> None:
    """Write the example."""
    document = example_summary().model_dump(mode="json")
    EXAMPLE.write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")


if __name__ == "__main__":
    main()
