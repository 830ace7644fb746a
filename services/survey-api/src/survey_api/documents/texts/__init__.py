"""Words that only printed pages say; those of the report are in survey_core.wording."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from survey_core.wording import LANGUAGES


@cache
def texts(language: str) -> dict[str, Any]:
    """Every text in a language; not to be changed.

    Raises:
        KeyError: there are none in that language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    found: dict[str, Any] = json.loads(files(__package__).joinpath(f"{language}.json").read_text("utf-8"))
    return found
