"""docs/examples/profile.json is what the product publishes, and fits its schema."""

import json
from typing import Any

from survey_core.contracts.measures import SUPPRESSION_REASONS, Suppressed
from survey_core.contracts.profile import parse_profile, profile_schema
from tests.golden.make_profile_example import EXAMPLE, example_document

WORDING = {"text", "title", "descriptor", "supports", "digest"}


def without_wording(value: Any) -> Any:
    """Wordings of the shipped instrument may still change; numbers may not without somebody noticing."""
    if isinstance(value, dict):
        return {key: without_wording(entry) for key, entry in value.items() if key not in WORDING}
    return [without_wording(entry) for entry in value] if isinstance(value, list) else value


def test_the_example_is_current() -> None:
    committed = json.loads(EXAMPLE.read_text())

    assert without_wording(committed) == without_wording(example_document().model_dump(mode="json")), (
        "run python -m tests.golden.make_profile_example"
    )


def test_the_example_fits_the_contract() -> None:
    assert parse_profile(EXAMPLE.read_bytes()).participation.standing == "profile"


def test_the_schema_describes_every_field() -> None:
    schema = profile_schema()

    parts = {**schema["$defs"], "ProfileDocument": schema}
    for name, part in parts.items():
        assert part["description"]
        assert part["additionalProperties"] is False, name
        assert set(part["required"]) == set(part["properties"]), name
        for field, described in part["properties"].items():
            # A part of its own is described there; `suppressed` and `profile_version` are constants.
            elsewhere = {"$ref", "const"} & set(described)
            assert "description" in described or elsewhere, (name, field)


def test_every_reason_has_words() -> None:
    reasons = Suppressed.model_fields["reason"].annotation

    assert set(SUPPRESSION_REASONS) == set(getattr(reasons, "__args__", ()))
