"""Too early, too late, twice, in two tabs, without storage: what is said, and what is counted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.local.stack import Stack
from tests.e2e.wave import Wave, open_wave

Journey = Callable[..., dict[str, Any]]

_N_SEALED = "SELECT count(*) FROM sealed_responses WHERE participation_id = $1"
_N_PASSES = "SELECT count(*) FROM access_codes WHERE participation_id = $1 AND blinded_hash IS NOT NULL"
_N_RECORDED = "SELECT count(*) FROM spent_passes WHERE participation_id = $1"
_GRACE_OVER = """
    UPDATE administrations SET closed_at = closed_at - interval '2 hours'
    WHERE id = (SELECT administration_id FROM participations WHERE id = $1) RETURNING id
"""


def _count(wave: Wave, statement: str) -> int:
    return int(wave.rows(statement)[0][0])


def test_the_window_its_grace_time_and_its_end(shared_stack: Stack, journey: Journey, tmp_path: Path) -> None:
    wave = open_wave(shared_stack, grace_hours=1, opened=False)
    origin = wave.stack.base_url
    late, unfinished, other = ({"profile": str(tmp_path / name)} for name in ("late", "unfinished", "other"))
    journey("tooEarly", **wave.facts(0))
    assert _count(wave, _N_PASSES) == 0
    wave.open()
    journey("holding", **wave.facts(0), finish=False)
    journey("holding", **wave.facts(1) | late, finish=True)
    journey("holding", **wave.facts(2) | unfinished, finish=False)
    assert (_count(wave, _N_PASSES), _count(wave, _N_SEALED)) == (3, 0)

    wave.end()
    sent = journey("inGrace", **wave.facts(0), origin=origin)["sent"]
    journey("turnedAway", **wave.facts(3) | other, heading="Checking in is over")
    assert (_count(wave, _N_PASSES), _count(wave, _N_SEALED)) == (3, 1)

    assert len(wave.rows(_GRACE_OVER)) == 1
    journey("tooLate", **wave.facts(1) | late, origin=origin, looked=False)
    wave.published()
    journey("tooLate", **wave.facts(2) | unfinished, origin=origin, looked=True)
    journey("turnedAway", **wave.facts(3) | other, heading="The results are out")
    journey("readSent", **other, origin=origin, sent=sent)
    assert _count(wave, _N_RECORDED) == 1


def test_what_is_pressed_or_posted_twice_counts_once(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_PASSES), _count(wave, _N_SEALED)
    journey("twice", **wave.facts(0))
    assert (_count(wave, _N_PASSES), _count(wave, _N_SEALED)) == (before[0] + 1, before[1] + 1)


def test_two_tabs_send_one_response(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_SEALED)
    journey("twoTabs", **wave.facts(1))
    assert _count(wave, _N_SEALED) == before + 1


def test_a_phone_that_cannot_save_uses_no_code(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_PASSES)
    journey("storageRefused", **wave.facts(2))
    assert _count(wave, _N_PASSES) == before


def test_a_phone_that_runs_full_loses_no_answer(wave: Wave, journey: Journey) -> None:
    known = {answers.r for answers in wave.stored()}
    first = wave.instrument.items[0].id
    journey("storageFull", **wave.facts(2), first=first)
    [mine] = [answers for answers in wave.stored() if answers.r not in known]
    assert mine.answers[first] == 1
    assert {value for item, value in mine.answers.items() if item != first} == {4}


def test_an_app_a_plain_address_and_an_old_browser_are_told_before_anything_is_asked(
    wave: Wave, journey: Journey, tmp_path: Path
) -> None:
    before = _count(wave, _N_PASSES)
    journey("inApp", **wave.facts(3))
    journey("unable", **wave.facts(3) | {"profile": str(tmp_path / "unable")})
    assert _count(wave, _N_PASSES) == before


def test_a_draft_erases_itself_after_the_window(wave: Wave, journey: Journey) -> None:
    before = _count(wave, _N_SEALED)
    journey("expired", **wave.facts(4), origin=wave.stack.base_url)
    assert _count(wave, _N_SEALED) == before
