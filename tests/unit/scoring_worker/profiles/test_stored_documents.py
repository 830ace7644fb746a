"""Documents that an earlier version published: compared as they are, never read as today's."""

import json
from pathlib import Path

import orjson
import pytest
from pydantic import ValidationError

from survey_core.contracts.profile import parse_profile, profile_bytes, same_content
from tests.golden.make_profile_example import example_document

# docs/examples/profile.json as version 1.0 had it, for the same answers.
BEFORE = Path(__file__).parents[3] / "golden" / "profile_1_0.json"
OLD = orjson.dumps(orjson.loads(BEFORE.read_bytes()), option=orjson.OPT_SORT_KEYS)
ADDED = ("shrunken_mean", "reference")
# Was there, but never anything else than suppressed.
SUPPRESSED_BEFORE = "change"


def test_an_old_document_is_not_taken_for_a_new_one() -> None:
    with pytest.raises(ValidationError):
        parse_profile(OLD)


def test_it_can_be_compared_with_a_new_one() -> None:
    """The first publication after an upgrade writes a revision instead of failing."""
    assert not same_content(example_document(), OLD)


def test_only_what_was_added_differs() -> None:
    """With the new fields taken away the two are the same but for versions and wordings."""
    new, old = json.loads(profile_bytes(example_document())), json.loads(OLD)
    for document, fields in ((new, (*ADDED, SUPPRESSED_BEFORE)), (old, (SUPPRESSED_BEFORE,))):
        for factor in (factor for domain in document["domains"] for factor in domain["factors"]):
            for field in fields:
                del factor[field]

    def shape(document: object) -> object:
        if isinstance(document, dict):
            return {key: shape(value) for key, value in document.items()}
        return [shape(value) for value in document] if isinstance(document, list) else type(document)

    assert shape(new["domains"]) == shape(old["domains"])
    assert set(new) == {*old, "subgroups"}


def test_the_same_is_the_same() -> None:
    document = example_document()

    assert same_content(document, profile_bytes(document))
    other = document.model_copy(update={"scoring_version": "0.9.0"})
    assert not same_content(document, profile_bytes(other))
