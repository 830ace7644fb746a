"""The digest names what a document says, not how it is written."""

import copy
import hashlib
import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from survey_core.instruments import load_instrument
from survey_core.instruments.digest import canonical_json
from tests.fixtures.instruments import change, document, load

DIGEST = load(document()).digest


def shuffled(tree: Any, draw: Any) -> Any:
    """The same tree with the keys of every mapping in a drawn order."""
    if isinstance(tree, dict):
        keys = draw(st.permutations(sorted(tree)))
        return {key: shuffled(tree[key], draw) for key in keys}
    if isinstance(tree, list):
        return [shuffled(entry, draw) for entry in tree]
    return tree


def as_yaml(tree: Any, *, flow: bool, width: int, unicode: bool) -> str:
    out = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.width = width
    yaml.allow_unicode = unicode
    yaml.dump(tree, out)
    return out.getvalue()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_key_order_and_yaml_formatting_do_not_matter(data: st.DataObject) -> None:
    tree = shuffled(document(), data.draw)
    written = as_yaml(
        tree,
        flow=data.draw(st.booleans()),
        width=data.draw(st.integers(20, 500)),
        unicode=data.draw(st.booleans()),
    )

    assert load_instrument(written).digest == DIGEST
    assert load_instrument(json.dumps(tree, indent=data.draw(st.sampled_from([None, 1, 4])))).digest == DIGEST


def test_a_default_written_out_is_no_other_instrument() -> None:
    spare = document()
    for key in ("min_change", "disagreement", "background"):
        del spare[key]
    written_out = copy.deepcopy(spare) | {
        "min_change": 0.2,
        "disagreement": {"consensus_below": 0.62, "camp_share_at_least": 0.2},
        "background": [],
    }
    written_out["domains"][0]["factors"][0]["items"][0]["reverse"] = False

    assert load(written_out).digest == load(spare).digest != DIGEST
    # A default that is never hashed lets the schema grow without changing any digest.
    assert json.loads(load(written_out).canonical_json) == spare


def test_whole_numbers_have_one_spelling() -> None:
    cuts = ("scales", "agreement", "cuts")

    assert (
        load(change(document(), cuts, [3, 4, 5])).digest
        == load(change(document(), cuts, [3.0, 4.0, 5.0])).digest
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_other_wording_has_another_digest(data: st.DataObject) -> None:
    words = st.text(st.characters(min_codepoint=33, exclude_categories=("C", "Z")), min_size=1)
    wording = data.draw(words)
    place = data.draw(
        st.sampled_from([("title", "en"), ("domains", 0, "factors", 0, "items", 1, "text", "es")])
    )

    digest = load(change(document(), place, wording)).digest

    original: Any = document()
    for step in place:
        original = original[step]
    assert (digest == DIGEST) == (wording == original)


def test_order_of_items_is_part_of_what_a_document_says() -> None:
    tree = document()
    tree["domains"][0]["factors"][0]["items"].reverse()

    assert load(tree).digest != DIGEST


def test_canonical_json_is_that_of_rfc_8785() -> None:
    # RFC 8785, section 3.2.2: strings; and its sorting and number rules where documents use them.
    strings = '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'

    assert canonical_json({"b": [3.0, 0.62, True, None], "a": '€$\u000f\nA\'B"\\\\"/'}) == (
        f'{{"a":{strings},"b":[3,0.62,true,null]}}'.encode()
    )


def test_the_digest_can_be_recomputed_by_anyone() -> None:
    instrument = load(document())

    assert instrument.digest == "sha256:" + hashlib.sha256(instrument.canonical_json).hexdigest()
    assert json.loads(instrument.canonical_json)["instrument"] == "two-factors"
