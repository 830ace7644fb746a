"""For everyone: every state, from right to left, in either language, with and without a network."""

from collections.abc import Callable
from typing import Any

from tests.e2e.wave import Wave

Journey = Callable[..., dict[str, Any]]

_N_SEALED = "SELECT count(*) FROM sealed_responses WHERE participation_id = $1"
_N_PASSES = "SELECT count(*) FROM access_codes WHERE participation_id = $1 AND blinded_hash IS NOT NULL"


def _counts(wave: Wave) -> tuple[int, int]:
    return int(wave.rows(_N_PASSES)[0][0]), int(wave.rows(_N_SEALED)[0][0])


def test_whatever_the_server_says_to_a_code_is_said_in_both_languages(wave: Wave, journey: Journey) -> None:
    before = _counts(wave)
    journey("codeStates", **wave.facts(0))
    assert _counts(wave) == before


def test_a_full_disk_changed_rules_and_refusals_lose_no_answer(wave: Wave, journey: Journey) -> None:
    n_passes, n_sealed = _counts(wave)
    journey("answerStates", **wave.facts(1))
    assert _counts(wave) == (n_passes + 1, n_sealed + 1)


def test_the_language_changes_without_a_network(wave: Wave, journey: Journey) -> None:
    before = {answers.r for answers in wave.stored()}
    journey("offlineSpanish", **wave.facts(2))
    [mine] = [answers for answers in wave.stored() if answers.r not in before]
    assert mine.language == "en"
    assert set(mine.answers.values()) == {2}


def test_from_right_to_left_in_a_language_nobody_speaks(wave: Wave, journey: Journey) -> None:
    n_passes, n_sealed = _counts(wave)
    journey("rightToLeft", **wave.facts(3))
    assert _counts(wave) == (n_passes + 1, n_sealed + 1)
