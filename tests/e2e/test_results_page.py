"""After the close: the school's profile can be read."""

from collections.abc import Callable
from typing import Any

from infra.local.stack import Stack
from tests.e2e.wave import open_wave

Journey = Callable[..., dict[str, Any]]


def test_the_profile_is_shown(module_stack: Stack, journey: Journey) -> None:
    wave = open_wave(module_stack)
    wave.fill(range(36))
    wave.close()
    journey(
        "results",
        origin=module_stack.base_url,
        key=module_stack.admin_key,
        school=wave.school,
        factors=[factor.title["en"] for factor in wave.instrument.factors],
    )
