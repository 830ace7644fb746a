"""What a valid document becomes."""

import json

import jsonschema
import pytest
from pydantic import ValidationError

from survey_core.instruments import Instrument, instrument_schema, load_instrument, shipped, shipped_source
from survey_core.instruments.source import read_tree
from tests.fixtures.instruments import REMOVE, change, document, load, scale

OPTIONAL = ("background", "levels", "disagreement", "min_change", "supports", "protocols")


def test_everything_is_where_the_document_says() -> None:
    instrument = load(document())

    assert (instrument.id, instrument.version, instrument.languages) == ("two-factors", "1.0.0", ("en", "es"))
    assert [factor.id for factor in instrument.factors] == ["alpha", "beta"]
    assert [item.id for item in instrument.items] == ["a1", "a2", "b1"]
    assert instrument.factor("beta").domain_id == "first"
    assert instrument.factor("beta").scale == "agreement"
    condition = instrument.factor("beta").ask_if
    assert condition is not None
    assert (condition.question, condition.is_) == ("meets", "yes")
    assert instrument.item("a2").reverse
    assert not instrument.item("a1").reverse
    agreement = instrument.scales["agreement"]
    assert (agreement.low, agreement.high, agreement.options) == (1, 6, 6)
    assert instrument.levels.descriptors["alpha"]["low"]["es"] == "A visitor sees little. (es)"


def test_an_unknown_factor_or_item_is_a_key_error() -> None:
    instrument = load(document())

    with pytest.raises(KeyError):
        instrument.factor("a1")
    with pytest.raises(KeyError):
        instrument.item("alpha")


def test_what_may_be_left_out_has_the_documented_default() -> None:
    tree = document()
    for key in OPTIONAL:
        tree = change(tree, (key,), REMOVE)
    tree["scales"]["agreement"] = scale()

    instrument = load(tree)

    assert instrument.levels.names == ("beginning", "emergent", "functional", "exemplary")
    assert instrument.disagreement.consensus_below == 0.62
    assert instrument.disagreement.camp_share_at_least == 0.20
    assert instrument.min_change == 0.2
    assert (instrument.background, instrument.supports, instrument.protocols) == ((), (), ())
    assert instrument.scales["agreement"].partitions == ()


# measurement.md fixes five and six points; a third of the others is rounded up so that no scale lacks an end.
THIRDS = [
    (2, [1], [2]),
    (3, [1], [3]),
    (4, [1, 2], [3, 4]),
    (5, [1, 2], [4, 5]),
    (6, [1, 2], [5, 6]),
    (7, [1, 2, 3], [5, 6, 7]),
    (11, [1, 2, 3, 4], [8, 9, 10, 11]),
]


@pytest.mark.parametrize(("high", "low_camp", "high_camp"), THIRDS)
def test_favourable_is_the_top_third_and_camps_the_outer_ones(
    high: int, low_camp: list[int], high_camp: list[int]
) -> None:
    cuts = tuple(1 + (high - 1) * share for share in (0.25, 0.5, 0.75))

    loaded = load(change(document(), ("scales", "agreement"), scale(high=high, cuts=cuts))).scales[
        "agreement"
    ]

    assert loaded.favourable == tuple(high_camp)
    assert loaded.camps == (tuple(low_camp), tuple(high_camp))


def test_a_scale_may_begin_above_one() -> None:
    tree = change(document(), ("scales", "agreement"), scale(low=3, high=7, cuts=(4, 5, 6)))

    loaded = load(tree).scales["agreement"]

    assert (loaded.low, loaded.high, loaded.options, loaded.favourable) == (3, 7, 5, (6, 7))


def test_nothing_changes_after_loading() -> None:
    instrument = load(document())

    with pytest.raises(ValidationError, match="frozen"):
        instrument.version = "2.0.0"  # type: ignore[misc]


def test_what_is_written_out_loads_as_the_same_instrument() -> None:
    instrument = load(document())

    assert load_instrument(instrument.canonical_json) == instrument
    full = instrument.model_dump_json(by_alias=True)
    assert load_instrument(full) == instrument


def test_an_instrument_equals_only_its_like() -> None:
    instrument = load(document())

    assert instrument == load(document())
    assert hash(instrument) == hash(load(document()))
    assert instrument != load(change(document(), ("version",), "1.0.1"))
    assert instrument != instrument.id


@pytest.mark.parametrize("source", ["internal-coherence", "internal-coherence-short"])
def test_the_published_schema_accepts_what_the_loader_accepts(source: str) -> None:
    schema = instrument_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(document(), schema)
    jsonschema.validate(read_tree(shipped_source(source)), schema)
    jsonschema.validate(json.loads(shipped(source).canonical_json), schema)


def test_the_published_schema_refuses_unknown_fields_and_explains_every_known_one() -> None:
    schema = instrument_schema()

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(change(document(), ("colour",), "red"), schema)
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert all(field.get("description") for field in part["properties"].values()), part["title"]


def test_only_the_loader_makes_instruments() -> None:
    with pytest.raises(ValidationError):
        Instrument.model_validate({"instrument": "x"})
