"""Rules that a JSON Schema cannot say: who breaks only these is refused although the shape is right."""

import re
from collections.abc import Mapping
from typing import Any, Final

#: Problems that are about what things mean, whatever their `errors` name.
PROBLEMS: Final = frozenset(
    {
        "address-count-differs",
        "addresses-refused",
        "extension-too-long",
        "idempotency-key-reused",  # of another body before
        "identity-provider-unusable",  # it is asked for its own description
        "invalid-cursor",  # made by us, opaque to everybody else
        "invalid-instrument",  # a document with a schema and rules of its own
        "roster-refused",
        "unknown-district",
        "unknown-instrument",
    }
)
#: Codes of `errors`, and where they may appear.
ERRORS: Final[Mapping[str, str]] = {
    "base64url": r"/\w+",  # canonical, and of a length that follows from the keys
    "credential": r"",  # a code or the meeting's word, as the administration has it
    "eligible-required": r"/schools/\d+/eligible",  # unless answers were collected elsewhere
    "import-rolling": r"/release_mode",  # of answers collected elsewhere, as the administration has it
    "length": r"/\w+",
    "nces": r"query/external_id",  # 7 digits or 12, by what it is an id of
    "needed": r"/schools",  # of somebody who leads schools, or is made to
    "one-administration": r"/format",  # Ed-Fi's, however many the district has published
    "out-of-range": r"/expires_at",  # in the future
    "range": r"/\w+",
    "replacement": r"",  # cards or an address, as the administration has it
    "role": r"query/eligible_roles",
    # Questions of the instrument, and of an administration of the kind that makes tables.
    "tables-need-cards": r"/subgroup_tables",
    "tables-need-sealed": r"/subgroup_tables",
    # What so few eligible people do not allow, as the administration has them.
    "too-few-for-open": r"(/schools/\d+)?/eligible|/release_mode",
    "too-few-for-rolling": r"(/schools/\d+)?/eligible|/release_mode",
    "too-few-for-tables": r"/subgroup_tables",
    "unknown": r"/(administration|school)s?(/\d+)?",
    "unknown-question": r"/subgroup_tables/\d+",
    "unknown-roster": r"query/compare_with",
    "unknown-school": r"/schools?(/\d+)?(/school)?",
    "uuid-parsing": r"path/roster_id",  # a dry run's report has no id, and the tool then asks for `null`
    # Ids of one system each, zones of the IANA database, addresses, one field or the other.
    "value-error": r"(/external_ids(/\d+)?|/time_zone|/url|/issuer|(/|query/)email|/email_domains(/\d+)?|)",
    "whole-district": r"/schools",  # of an administrator
    "which-school": r"/school",
    "window": r"/\w+",  # opens, closes, and how far it may be extended, in that order
    "window-over": r"/closes_at",
    "word-required": r"/word",
    "word-unused": r"/word",
}


def breaks_only_these(problem: Mapping[str, Any]) -> bool:
    """Whether everything that a problem names is a rule of this kind."""
    errors = problem.get("errors", ())
    named = bool(errors) and all(_is_named(one["code"], one["pointer"]) for one in errors)
    return problem["code"] in PROBLEMS or named


def _is_named(code: str, pointer: str) -> bool:
    return code in ERRORS and re.fullmatch(ERRORS[code], pointer) is not None
