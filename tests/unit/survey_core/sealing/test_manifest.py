"""The manifest: strict in, exact out; pin and words."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.sealing.errors import MalformedManifest
from survey_core.sealing.manifest import Manifest, manifest_bytes, parse_manifest, pin
from survey_core.sealing.words import check_words
from tests.golden.vectors import protocol_vectors, refused

VECTORS = protocol_vectors()["manifest"]
DATA = VECTORS["text"].encode()
FIELDS: dict[str, Any] = json.loads(DATA)

# What the protocol fixes, by hand: a field more or less is another protocol version.
AGREED_FIELDS = {
    *("v", "administration", "participation", "access", "release_mode", "custody", "suites"),
    *("opens_at", "closes_no_later_than", "grace_hours", "eligible", "replacement_cap", "k"),
    *("instrument", "instrument_version", "instrument_digest", "sealed_length", "subgroup_tables"),
    *("issuer_public_key", "sealing_public_key"),
}


def compact(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(("why", "text"), refused(VECTORS["refused"], "text"))
def test_refused(why: str, text: str) -> None:
    with pytest.raises(MalformedManifest):
        parse_manifest(text.encode())
    assert why


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_is_required_and_named(name: str) -> None:
    with pytest.raises(MalformedManifest):
        parse_manifest(compact({key: value for key, value in FIELDS.items() if key != name}))


ODD_VALUES: list[Any] = ["", "x", 0, -1, [], {}, ["x"], {"x": "y"}, 10**9]
POSSIBLE = [
    ("grace_hours", 0),
    ("replacement_cap", 0),
    ("k", 10**9),
    ("instrument", "x"),
    ("subgroup_tables", []),
    ("subgroup_tables", ["x"]),
]


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name in sorted(FIELDS) for value in ODD_VALUES if (name, value) not in POSSIBLE],
)
def test_no_field_takes_anything_else(name: str, value: Any) -> None:
    with pytest.raises(MalformedManifest):
        parse_manifest(compact({**FIELDS, name: value}))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", DATA[:-1], DATA + DATA])
def test_other_documents_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedManifest):
        parse_manifest(data)


def test_the_replacement_cap_follows_eligible() -> None:
    for eligible, cap in ((1, 2), (40, 2), (41, 3), (60, 3), (61, 4)):
        parse_manifest(compact({**FIELDS, "eligible": eligible, "replacement_cap": cap}))
        with pytest.raises(MalformedManifest):
            parse_manifest(compact({**FIELDS, "eligible": eligible, "replacement_cap": cap + 1}))


def test_exact_fields_and_exact_bytes() -> None:
    manifest = parse_manifest(DATA)
    assert manifest_bytes(manifest) == DATA
    assert set(FIELDS) == AGREED_FIELDS
    assert set(Manifest.model_fields) == {*AGREED_FIELDS, "schools"}
    assert manifest.modulus.hex() == protocol_vectors()["pass"]["n"]
    assert manifest.sealing_point.hex() == protocol_vectors()["sealing"]["opener_point"]


def test_a_reporting_unit_with_tables() -> None:
    vector = VECTORS["reporting_unit"]
    data = vector["text"].encode()
    manifest = parse_manifest(data)
    assert manifest_bytes(manifest) == data
    assert manifest.access == "email"
    assert manifest.subgroup_tables == ["years_here", "grade-band.2"]
    assert set(json.loads(data)) == {*AGREED_FIELDS, "schools"}
    assert pin(data).hex() == hashlib.sha256(data).hexdigest() == vector["pin"]
    assert list(check_words(pin(data))) == vector["words"]


@pytest.mark.parametrize("number", [2, 50])
def test_as_many_schools_as_a_unit_may_have(number: int) -> None:
    schools = [f"{at:08x}-0000-4000-8000-000000000000" for at in range(number)]
    assert parse_manifest(compact({**FIELDS, "schools": schools})).schools == schools


def test_pin() -> None:
    assert pin(DATA) == hashlib.sha256(DATA).digest()
    assert pin(DATA).hex() == VECTORS["pin"]


@pytest.mark.parametrize("length", [0, 31, 33])
def test_words_need_a_whole_pin(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        check_words(bytes(length))


def test_words() -> None:
    assert list(check_words(pin(DATA))) == VECTORS["words"]
    for bits, word in VECTORS["word_of_11_bits"].items():
        assert check_words((int(bits) << 245).to_bytes(32, "big"))[0] == word


def test_every_11_bits_have_their_own_word() -> None:
    words = {check_words((bits << 245).to_bytes(32, "big"))[0] for bits in range(2048)}
    assert len(words) == 2048
    assert all(len(word) == 4 and word.isascii() and word.islower() for word in words)


@given(data=st.binary(min_size=32, max_size=32), bit=st.integers(0, 255))
def test_the_first_66_bits_decide_and_no_others(data: bytes, bit: int) -> None:
    flipped = (int.from_bytes(data, "big") ^ 1 << (255 - bit)).to_bytes(32, "big")
    assert (check_words(data) == check_words(flipped)) == (bit >= 66)
    different = [a != b for a, b in zip(check_words(data), check_words(flipped), strict=True)]
    assert sum(different) == (bit < 66)
