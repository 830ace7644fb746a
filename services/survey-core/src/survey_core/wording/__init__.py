"""What a published profile is told in: words that the page and the PDF share.

`en.json` and `es.json` hold the texts, `plan.json` what is the same in every language: the minutes of a
meeting, and where docs/measurement.md explains each kind of number. The pages import the same files.

Which meeting: `suppressed` and `preliminary` by standing; none for an interim release; `scores` where
`start_here` is withheld; else `strong_…` or `start_…` by whether nothing is weak, `…_divided` or `…_united`
by whether any statement divides the faculty. A line that would name something of which there is none is left
out, and no more statements are read aloud than `read_aloud`, the first in the order of the survey.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("en", "es")
"""Languages the texts exist in."""


@cache
def wording(language: str) -> dict[str, Any]:
    """Return every text in a language, by the part of the report it belongs to; not to be changed.

    Raises:
        KeyError: there are no texts in that language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return _read(language)


@cache
def plan() -> dict[str, Any]:
    """Return the steps of each kind of meeting with their minutes, and the anchors; not to be changed."""
    return _read("plan")


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
    return found
