"""Text in files that spreadsheets open."""

import re
from collections.abc import Mapping
from typing import Final

from survey_api.exports.files.columns import Words

#: What makes a spreadsheet take a text for a formula, or for the start of another cell. Some programs read
#: signs as wide as a Chinese character alike.
_DANGEROUS: Final = re.compile("[\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def neutral(text: str) -> str:
    """A text that no spreadsheet runs as a formula: an apostrophe before what would begin one.

    Spaces before it are no help: some programs drop them.

    Source:
        OWASP, CSV Injection.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def words_in(language: str) -> Words:
    """Chooses a wording in a language; where there is none, the first there is."""

    def choose(texts: Mapping[str, str]) -> str:
        return texts.get(language) or next(iter(texts.values()), "")

    return choose
