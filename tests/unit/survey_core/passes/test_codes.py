"""Codes catch the slips people make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.passes.codes import ALPHABET, CODE_SYMBOLS, code_hash, format_code, new_code, parse_code
from survey_core.passes.errors import MalformedCode, MalformedParticipation

PARTICIPATION = "5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e"
#: Values that are equal modulo 31, the one blind spot of the check symbol.
BLIND = frozenset({"0", "Z"})

bodies = st.text(ALPHABET, min_size=CODE_SYMBOLS - 1, max_size=CODE_SYMBOLS - 1)
places = st.integers(0, CODE_SYMBOLS - 1)


def complete(body: str) -> str:
    """The one code with this body."""
    matches = [body + symbol for symbol in ALPHABET if accepted(body + symbol)]
    assert len(matches) == 1
    return matches[0]


def accepted(text: str) -> bool:
    try:
        return parse_code(text) == text
    except MalformedCode:
        return False


@given(body=bodies, place=places, symbol=st.sampled_from(ALPHABET))
def test_a_single_wrong_symbol_is_caught(body: str, place: int, symbol: str) -> None:
    code = complete(body)
    wrong = code[:place] + symbol + code[place + 1 :]
    in_blind_spot = {code[place], symbol} == BLIND and place < CODE_SYMBOLS - 1
    assert accepted(wrong) == (wrong == code or in_blind_spot)


@given(body=bodies, place=st.integers(0, CODE_SYMBOLS - 2))
def test_swapped_neighbours_are_caught(body: str, place: int) -> None:
    code = complete(body)
    first, second = code[place], code[place + 1]
    swapped = code[:place] + second + first + code[place + 2 :]
    in_blind_spot = {first, second} == BLIND and place < CODE_SYMBOLS - 2
    assert accepted(swapped) == (swapped == code or in_blind_spot)


@given(text=st.text(max_size=40))
def test_no_text_breaks_the_reader_and_none_is_repeated(text: str) -> None:
    try:
        message = ""
        assert accepted(parse_code(text))
    except MalformedCode as error:
        message = str(error)
    assert len(text) < 6 or text not in message


@given(body=bodies, lower=st.booleans(), filler=st.sampled_from(["", "-", " ", " - ", "\t"]))
def test_every_usual_spelling_reads_the_same(body: str, *, lower: bool, filler: str) -> None:
    code = complete(body)
    typed = filler.join(format_code(code).split("-"))
    assert parse_code(typed.lower() if lower else typed) == code


def test_new_codes_are_canonical_and_differ() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(accepted(code) for code in made)
    # 3,800 draws over 32 symbols: a symbol that never appears has probability e^-119.
    assert {symbol for code in made for symbol in code[:-1]} == set(ALPHABET)


def test_only_a_canonical_code_is_hashed() -> None:
    code = new_code()
    for spelling in (code.lower(), format_code(code), code[:-1], code + "\n"):
        with pytest.raises(MalformedCode):
            code_hash(PARTICIPATION, spelling)


@pytest.mark.parametrize(
    "wrong", [PARTICIPATION.upper(), PARTICIPATION.replace("-", ""), PARTICIPATION + "\n", ""]
)
def test_only_a_canonical_participation_is_hashed(wrong: str) -> None:
    with pytest.raises(MalformedParticipation):
        code_hash(wrong, new_code())
