"""One value, one text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.sealing.canonical import MAX_INTEGER, canonical_json, parse_canonical
from survey_core.sealing.errors import NotCanonical

keys = st.text(st.characters(max_codepoint=127), max_size=5)
leaves = st.integers(-MAX_INTEGER, MAX_INTEGER) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "value",
    [
        True,
        None,
        1.0,
        {"a": False},
        [None],
        {"é": 1},
        {1: 1},
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        b"x",
        {"a": {1}},
    ],
)
def test_other_values_have_no_canonical_text(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical_json(value)


def test_half_a_surrogate_pair_has_no_canonical_text() -> None:
    with pytest.raises(NotCanonical):
        canonical_json(["\ud800"])
    with pytest.raises(NotCanonical):
        parse_canonical(b'["\\ud800"]')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"\xef\xbb\xbf1",
        b" 1",
        b"1\n",
        b"01",
        b"-0",
        b"1e0",
        b"1.0",
        b"Infinity",
        b"true",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'[{"a":1,"a":2}]',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u000A"',
        b"9007199254740992",
        b"1" * 5000,
        b"[" * 100_000,
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical) as caught:
        parse_canonical(data)
    assert len(str(caught.value)) < 120


# RFC 8785 section 3.2.3's sorting and 3.2.2.2's escapes, within our restriction.
@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [], "B": {}, "": 0}, '{"":0,"B":{},"a":[],"b":1}'),
        ("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\b\t\f\r\u007f\u2028", '"\\b\\t\\f\\r\u007f\u2028"'),
        (-(2**53) + 1, "-9007199254740991"),
        ("😂", '"😂"'),
    ],
)
def test_rfc_8785_texts(value: Any, text: str) -> None:
    assert canonical_json(value).decode() == text
    assert parse_canonical(text.encode()) == value


@given(value=values)
def test_every_value_comes_back_from_its_one_text(value: Any) -> None:
    data = canonical_json(value)
    assert parse_canonical(data) == value
    assert json.loads(data) == value


@given(data=st.binary(max_size=30))
def test_bytes_are_read_only_if_they_are_canonical(data: bytes) -> None:
    try:
        value = parse_canonical(data)
    except NotCanonical:
        return
    assert canonical_json(value) == data
