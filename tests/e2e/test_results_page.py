"""After the close: the phone finds its response in the record, and the school's profile can be read."""

from collections.abc import Callable
from typing import Any

from infra.local.stack import Stack
from tests.e2e.wave import open_wave

Journey = Callable[..., dict[str, Any]]


def test_a_phone_is_told_that_its_response_counts_and_the_profile_is_shown(
    module_stack: Stack, journey: Journey
) -> None:
    wave = open_wave(module_stack)
    journey("keyboard", **wave.facts(0))
    wave.fill(range(1, 36))
    wave.close()
    origin = module_stack.base_url
    journey("counted", origin=origin, verdict="Counted. Your answers are in the results")
    journey(
        "results",
        origin=origin,
        key=module_stack.admin_key,
        school=wave.school,
        factors=[factor.title["en"] for factor in wave.instrument.factors],
    )
