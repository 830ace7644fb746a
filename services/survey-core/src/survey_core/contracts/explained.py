"""Where each field's number is explained: a section of docs/measurement.md, served at `/measurement/`.

The schemas of the published documents carry these as `x-explained-at`: OpenAPI's own `externalDocs` takes
absolute addresses only, and a schema does not know where it is served.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

PAGE: Final = "/measurement/"

_SECTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "who-answered": {
        "Participation": "eligible responses response_rate standing replacements_issued minimum_group",
        "Coverage": "schools_included schools_total reporting_units",
        "DistrictDomain": "schools_included",
        "DistrictFactor": "schools_included",
        "Factor": "eligible_estimated",
    },
    "score": {"FactorScore": "mean percent bound rounded_to", "Factor": "score", "ScaleRange": "low high"},
    "domain-score": {"DomainScore": "percent", "Domain": "score"},
    "interval": {"Interval": "low high everyone_answered", "Factor": "interval", "Domain": "interval"},
    "worst-case": {"Bounds": "low high", "Factor": "bounds"},
    "tipping-point": {"TippingPoint": "points direction possible", "Factor": "tipping_point"},
    "level": {
        "Level": "name probabilities certain between",
        "DomainLevel": "name probabilities certain between",
        "Factor": "level",
        "Domain": "level",
    },
    "agreement": {"Agreement": "word rwg_j ad_m", "Factor": "agreement"},
    "change": {"Change": "difference interval verdict holds_for_all", "Factor": "change"},
    "trend": {
        "Comparison": "comparable",
        "TrendFactor": "values",
        "TrendDomain": "values",
        "TrendSeries": "administrations",
    },
    "shrunken-mean": {"Factor": "shrunken_mean"},
    "reference-display": {"Reference": "schools sds highest_sds lowest_sds", "Factor": "reference"},
    "subgroups": {"Subgroups": "bands", "SubgroupFactor": "score"},
    "statements": {
        "Item": "answered partition shares agree mean",
        "AgreeShare": "options percent bound",
    },
    "broad-disagreement": {
        "Disagreement": "flag probability",
        "Item": "disagreement",
        "DisagreementItem": "flag",
        "ProfileDocument": "disagreement_items",
    },
    "where-to-start": {
        "Domain": "causal_position",
        "DistrictDomain": "causal_position",
        "StartHere": "rule certainty",
        "Leverage": "certainty",
        "ProfileDocument": "start_here leverage",
    },
    "district-summary": {
        "DistrictScore": "mean percent",
        "DistrictDomainScore": "percent",
        "DistrictFactor": "score interval levels",
        "DistrictDomain": "score interval levels",
        "LevelCount": "schools",
    },
    "common-starting-points": {
        "ResponseStanding": "profile preliminary suppressed",
        "StartingPoint": "start then",
        "StartingPoints": "schools nothing_weak",
        "NeededSupport": "schools",
        "DistrictSummary": "starting_points supports_needed",
    },
    "between-schools": {"BetweenSchools": "sd icc1 icc2", "DistrictFactor": "between_schools"},
    "reliability": {"Reliability": "alpha omega", "DistrictFactor": "reliability"},
    "careless-answering": {"CarelessShare": "percent", "DistrictSummary": "careless"},
    "revisions": {
        "ProfileDocument": "revision",
        "DistrictSummary": "revision",
        "TrendAdministration": "revision",
    },
}


SECTION_OF: Final[Mapping[tuple[str, str], str]] = {
    (model, field): section
    for section, models in _SECTIONS.items()
    for model, fields in models.items()
    for field in fields.split()
}
"""Name of a part of the document and of its field → the section that explains it."""


def add_explanations(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Give every field of a part's schema the address of its explanation."""
    for name, field in schema.get("properties", {}).items():
        section = SECTION_OF.get((model.__name__, name))
        if section is not None:
            field["x-explained-at"] = f"{PAGE}#{section}"
