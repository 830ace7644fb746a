"""docs/examples/district.json is what the product publishes, and fits its schema."""

import json

from survey_core.contracts.district import DistrictSummary, summary_schema
from tests.golden.make_district_example import EXAMPLE, example_summary
from tests.unit.scoring_worker.profiles.test_example import without_wording


def test_the_example_is_current() -> None:
    committed = json.loads(EXAMPLE.read_text())

    assert without_wording(committed) == without_wording(example_summary().model_dump(mode="json")), (
        "run python -m tests.golden.make_district_example"
    )


def test_the_example_shows_every_part() -> None:
    summary = DistrictSummary.model_validate_json(EXAMPLE.read_bytes())

    assert summary.coverage.text == {"en": "11 of 12 schools", "es": "11 de 12 escuelas"}
    factors = [factor for domain in summary.domains for factor in domain.factors]
    suppressed = [
        (factor.id, field)
        for factor in factors
        for field in ("score", "interval", "between_schools", "reliability", "levels")
        if "reason" in (factor.model_dump()[field] if isinstance(factor.model_dump()[field], dict) else {})
    ]
    assert suppressed == []
    assert [one.table for one in summary.withheld] == ["subgroups/years_here"]


def test_the_schema_describes_every_field() -> None:
    schema = summary_schema()

    for name, part in {**schema["$defs"], "DistrictSummary": schema}.items():
        assert part["description"]
        assert part["additionalProperties"] is False, name
        assert set(part["required"]) == set(part["properties"]), name
        for field, described in part["properties"].items():
            assert "description" in described or {"$ref", "const"} & set(described), (name, field)
