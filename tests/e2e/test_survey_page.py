"""The survey on a phone, from the poster to the stored response; troubles before successes."""

import secrets
from collections.abc import Callable
from typing import Any

from infra.local.stack import Stack
from survey_core.encoding import b64url
from survey_core.passes.codes import format_code, new_code
from tests.e2e.wave import Wave, open_wave

Journey = Callable[..., dict[str, Any]]

_N_SEALED = "SELECT count(*) FROM sealed_responses WHERE participation_id = $1"
_N_PASSES = "SELECT count(*) FROM access_codes WHERE participation_id = $1 AND blinded_hash IS NOT NULL"


def _count(wave: Wave, statement: str) -> int:
    return int(wave.rows(statement)[0][0])


def test_a_wrong_poster_or_changed_manifest_stops_and_keeps_the_code(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_PASSES)
    wrong = wave.poster.replace(wave.pin, b64url(secrets.token_bytes(32)))
    journey("wrongPoster", **wave.facts(0), wrongPoster=wrong)
    assert _count(wave, _N_PASSES) == before


def test_what_cannot_go_on_says_what_to_do(wave: Wave, journey: Journey) -> None:
    journey("stops", **wave.facts(0))


def test_the_meetings_word_lets_people_in_and_no_other(shared_stack: Stack, journey: Journey) -> None:
    wave = open_wave(shared_stack, word="Sunflower")
    journey("meetingWord", poster=wave.poster, word="sunflower")


def test_a_used_or_unknown_code_is_refused_in_words(wave: Wave, journey: Journey) -> None:
    wave.fill([1])
    before = _count(wave, _N_SEALED)
    unknown = format_code(new_code())
    journey("refusals", **wave.facts(2), used=wave.cards[1]["code"], unknown=unknown)
    assert _count(wave, _N_SEALED) == before


def test_an_offline_survey_is_sent_once_and_stored_once(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_SEALED)
    journey("offline", **wave.facts(3))
    assert _count(wave, _N_SEALED) == before + 1


def test_a_reload_and_a_closed_browser_lose_nothing(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_SEALED)
    journey("reload", **wave.facts(4))
    assert _count(wave, _N_SEALED) == before + 1


def test_the_keyboard_alone_is_enough(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_SEALED)
    journey("keyboard", **wave.facts(5))
    assert _count(wave, _N_SEALED) == before + 1


def test_in_english_the_answers_given_are_the_answers_sealed(wave: Wave, journey: Journey) -> None:
    before = {answers.r for answers in wave.stored()}
    found = journey("full", **wave.facts(6))
    [mine] = [answers for answers in wave.stored() if answers.r not in before]
    left_out = {found["declined"], found["open"]}
    assert left_out <= {item.id for item in wave.instrument.items}
    assert mine.answers == {item.id: 5 for item in wave.instrument.items if item.id not in left_out}
    assert mine.routing == {"meets_in_team": "yes"}
    assert (mine.language, mine.background) == ("en", {})


def test_in_spanish_from_a_card(wave: Wave, journey: Journey) -> None:
    before = {answers.r for answers in wave.stored()}
    journey("spanish", **wave.facts(7))
    [mine] = [answers for answers in wave.stored() if answers.r not in before]
    assert mine.language == "es"
    assert set(mine.answers.values()) == {3}
