"""What is read as YAML 1.2 or JSON, and what is refused before anything is looked at."""

import json

import pytest

from survey_core.instruments import InstrumentErrors
from survey_core.instruments.source import MAX_DOCUMENT_BYTES, read_tree

REFUSED = [
    (b"\xff\xfe", "(document)", "UTF-8; byte 0 is not"),
    (
        "a: 1\na: 2",
        "(document)",
        'found duplicate key "a" with value "2" (original value: "1") at line 2, column 1',
    ),
    ("a: {b: 1, b: 2}", "(document)", "each key may appear once"),
    ('{"a": 1, "a": 2}', "(document)", "each key may appear once"),
    ('{"a": [{"b": 1, "b": 2}]}', "(document)", "each key may appear once"),
    ("a: &x [1]\nb: *x", "(document)", "aliases (*name) are refused"),
    ("a: !!python/object:os.system x", "(document)", "must be one YAML 1.2 or JSON document"),
    ("a: !money 5", "(document)", "must be one YAML 1.2 or JSON document"),
    ("a: 1\n---\nb: 2", "(document)", "must be one YAML 1.2 or JSON document"),
    ("a: [1", "(document)", "line 1"),
    ("{a: 1", "(document)", "must be one YAML 1.2 or JSON document"),
    ("a: 2026-01-31", "a", "quote it"),
    ("a: [{b: 2026-01-31}]", "a[0].b", "quote it"),
    ("a: !!set {x, y}", "a", "lists and mappings"),
    ("a: !!binary aGk=", "a", "quote it"),
    ("a: .nan", "a", "finite"),
    ("a: [1, -.inf]", "a[1]", "finite"),
    ('{"a": NaN}', "(document)", "finite"),
    ('{"a": 1e999}', "a", "finite"),
    ("1: x", "1", "keys must be text; quote it"),
    ("a: {true: x}", "a.True", "keys must be text; quote it"),
    ("[" * 100_000, "(document)", "nested deeper than 32 levels"),
    ("- " * 100_000, "(document)", "nested deeper than 32 levels"),
    ('{"a":' * 90_000, "(document)", "nested"),
    ("x" * (MAX_DOCUMENT_BYTES + 1), "(document)", "at most 500000 bytes"),
]


@pytest.mark.parametrize(("source", "path", "words"), REFUSED, ids=lambda part: repr(part)[:30])
def test_refused(source: bytes | str, path: str, words: str) -> None:
    with pytest.raises(InstrumentErrors) as refused:
        read_tree(source)

    (fault,) = refused.value.errors
    assert fault.path == path
    assert words in fault.message


def test_a_billion_laughs_are_refused_before_they_are_told() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]

    with pytest.raises(InstrumentErrors, match="aliases"):
        read_tree("\n".join(lines))


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "Yes"])
def test_yes_and_no_are_texts_as_in_yaml_1_2(word: str) -> None:
    assert read_tree(f"a: {word}") == {"a": word}


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    assert read_tree(b"\xef\xbb\xbfa: 1") == read_tree("\ufeffa: 1") == {"a": 1}


def test_json_is_read_as_json_even_where_yaml_would_stumble() -> None:
    tree = {"a": ["tab\there", "\u2028", "\\/", 1.5, True, None], "b": {"c": "ñ"}}

    assert read_tree(json.dumps(tree, indent="\t")) == tree
    assert read_tree(json.dumps(tree).encode()) == tree


def test_a_yaml_flow_mapping_may_begin_with_a_brace() -> None:
    assert read_tree("{a: [1, 2], b: x}") == {"a": [1, 2], "b": "x"}
