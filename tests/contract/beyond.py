"""Rules that a JSON Schema cannot say: who breaks only these is refused although the shape is right.

Each is a code of a problem, or of one of its `errors`, with the places where it may appear.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

#: Code: where (of a problem as a whole: the empty text).
RULES: Final[Mapping[str, str]] = {
    "address-count-differs": r"",
    "addresses-refused": r"",
    "base64url": r"/\w+",  # canonical, and of a length that follows from the keys
    "credential": r"",  # a code or the meeting's word, as the administration has it
    "eligible-required": r"/schools/\d+/eligible",  # unless answers were collected elsewhere
    "extension-too-long": r"",
    "idempotency-key-reused": r"",  # of another body before
    "identity-provider-unusable": r"",  # it is asked for its own description
    "invalid-cursor": r"query/(cursor|since)",  # made by us, opaque to everybody else
    "invalid-instrument": r".*",  # a document with a schema and rules of its own
    "invalid-zone": r"/time_zone",
    "length": r"/\w+",
    "malformed-pass-request": r"",
    "nces": r"query/external_id",  # 7 digits or 12, by what it is an id of
    "no-address": r"/\w+",
    "one-only": r"/\w+",
    "range": r"/\w+",
    "replacement": r"",  # cards or an address, as the administration has it
    "role": r"query/eligible_roles",
    "roster-refused": r"",
    "unknown": r"/(administration|school)s?(/\d+)?",
    "unknown-district": r"",
    "unknown-instrument": r"",
    "unknown-roster": r"query/compare_with",
    "uuid-parsing": r"path/roster_id",  # a dry run's report has no id, and the tool then asks for `null`
    "unknown-school": r"/schools?(/\d+)?(/school)?",
    "which-school": r"/school",
    "window": r"/\w+",  # opens, closes, and how far it may be extended, in that order
    "window-over": r"/closes_at",
    "word-required": r"/word",
    "word-unused": r"/word",
}
#: Places whose rule is told in words only: ids of one system each, a zone of the IANA database, addresses.
PLACES: Final = re.compile(r"(/external_ids(/\d+)?|/time_zone|/url|(/|query/)email)")


def breaks_only_these(problem: Mapping[str, Any]) -> bool:
    """Whether everything that a problem names is a rule of this kind."""
    faults = problem.get("errors") or [{"code": problem["code"], "pointer": ""}]
    return all(_is_beyond(fault["code"], fault["pointer"]) for fault in faults)


def _is_beyond(code: str, pointer: str) -> bool:
    if code == "value-error":
        return PLACES.fullmatch(pointer) is not None
    return code in RULES and re.fullmatch(RULES[code], pointer) is not None
