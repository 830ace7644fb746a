"""Writes docs/examples/profile.json: what the product publishes for a made-up faculty.

    python -m tests.golden.make_profile_example

A test compares the numbers; run this after a change that is meant to change them.
"""

from datetime import date
from pathlib import Path

import numpy as np
import orjson

from scoring_worker.profiles.bands import score_unit
from scoring_worker.profiles.change_part import EarlierProfile
from scoring_worker.profiles.context import Blocks, Routing, Subgroups
from scoring_worker.profiles.scored import score_school
from scoring_worker.profiles.tally import reversed_items
from scoring_worker.psychometrics.persons import person_totals
from survey_core.contracts.measures import Earlier
from survey_core.contracts.profile import ProfileDocument
from survey_core.instruments import Instrument, shipped
from tests.fixtures.scoring import build_profile, context, made_up_blocks

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "profile.json"

RESPONSES, ELIGIBLE, IN_TEAM = 31, 40, 24

# Where answers centre after reversal: teams do not work well yet, belief in each other is strong.
MEANS = {
    "instructional_leadership": 4.5,
    "psychological_safety": 4.6,
    "meaningful_professional_learning": 4.1,
    "improvement_strategy_collaboration": 3.9,
    "instructional_decision_involvement": 4.0,
    "shared_understanding": 4.3,
    "team_support": 3.7,
    "team_processes": 3.5,
    "individual_efficacy": 4.7,
    "collective_efficacy": 4.6,
}


# A year before: decisions were shared less, and beliefs about oneself were higher.
MEANS_BEFORE = MEANS | {
    "instructional_decision_involvement": 3.2,
    "shared_understanding": 4.0,
    "individual_efficacy": 5.2,
}
SINCE = Earlier(
    administration="019a0b1e-5c00-7000-8000-0000000000a1",
    released_on=date(2025, 11, 18),
    instrument_version="1.0.0",
)


def example_document() -> ProfileDocument:
    """The published profile of the made-up faculty, a year after its first."""
    instrument = shipped("internal-coherence")
    blocks = made_up_blocks(instrument, RESPONSES, seed=7, asked=IN_TEAM, means=MEANS)
    # One statement splits the faculty into two camps.
    split = np.array([1] * 6 + [2] * 7 + [3] * 2 + [4] * 3 + [5] * 8 + [6] * 5, dtype=np.int16)
    blocks["psychological_safety"][:, 1] = split
    return build_profile(
        instrument=instrument,
        blocks=blocks,
        routing=_routing(instrument),
        context=context(
            responses=RESPONSES,
            eligible=ELIGIBLE,
            external_ids=(("nces", "060000100001"),),
            synthetic=True,
        ),
        pooled_sd={},
        earlier=_earlier(instrument),
        subgroups=_subgroups(instrument, blocks),
    )


def _subgroups(instrument: Instrument, blocks: Blocks) -> Subgroups:
    """Tables by both background questions; of the second, who works with which grades is withheld."""
    years, grades = instrument.background
    kept = {}
    for factor in instrument.factors:
        scale, unit = instrument.scales[factor.scale], score_unit(factor)
        persons = person_totals(
            blocks[factor.id], reverse=reversed_items(factor), low=scale.low, high=scale.high
        )
        scores = persons.totals * (unit // persons.answered)
        for place, answer in enumerate(years.answers):
            # Everybody with the same remainder: about a third of those who were asked.
            own = scores[place :: len(years.answers)]
            kept[years.id, factor.id, answer.value] = (int(own.size), int(own.sum()))
    return Subgroups(questions=(years.id, grades.id), kept=kept, withheld=frozenset({grades.id}))


def _earlier(instrument: Instrument) -> EarlierProfile:
    """The same school a year before, with other people's answers."""
    scored = score_school(
        instrument=instrument,
        blocks=made_up_blocks(instrument, RESPONSES, seed=8, asked=IN_TEAM, means=MEANS_BEFORE),
        routing=_routing(instrument),
        context=context(responses=RESPONSES, eligible=ELIGIBLE),
        pooled_sd={},
    )
    return EarlierProfile(since=SINCE, instrument=instrument, core=scored.core)


def _routing(instrument: Instrument) -> Routing:
    question = instrument.routing[0]
    yes, no = (answer.value for answer in question.answers)
    return {question.id: {yes: IN_TEAM, no: RESPONSES - IN_TEAM}}


def main() -> None:
    """Write the example."""
    document = example_document().model_dump(mode="json")
    EXAMPLE.write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")


if __name__ == "__main__":
    main()
