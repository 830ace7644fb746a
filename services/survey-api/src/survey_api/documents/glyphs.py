"""What the font can print. PDF/UA takes no glyph that is missing, and a school may be called anything."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

#: Stands for a character that the font lacks.
REPLACEMENT: Final = "\N{WHITE SQUARE}"
#: Left out without a trace: what says how others are to be shown, and shows nothing itself.
_UNSEEN: Final = frozenset({"Cf"})
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")


class Glyphs:
    """The characters that every style of a font has."""

    def __init__(self, known: frozenset[int]) -> None:
        self._known = known

    @classmethod
    def of(cls, fonts: Sequence[Path]) -> "Glyphs":
        """Read which characters the files have in common."""
        found = []
        for path in fonts:
            with TTFont(path, lazy=True) as font:
                found.append(frozenset(font.getBestCmap()))
        return cls(frozenset.intersection(*found))

    def printable(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data with every text printable; `replaced` says whether a character had to be replaced."""
        shown = {name: self._shown(value) for name, value in data.items()}
        return shown | {"replaced": shown != dict(data) and _holds_more(shown, data)}

    def _shown(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {name: self._shown(inner) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._shown(inner) for inner in value]
        return value

    def text(self, text: str) -> str:
        """A text in characters that the font has; controls become a space."""
        if not text.isprintable():
            text = _CONTROLS.sub(" ", text)
        if text.isascii():
            return text
        return "".join(self._character(one) for one in unicodedata.normalize("NFC", text))

    def _character(self, one: str) -> str:
        if ord(one) in self._known:
            return one
        return "" if unicodedata.category(one) in _UNSEEN else REPLACEMENT


def _holds_more(shown: Any, given: Any) -> bool:
    """Whether there are replacements that the data did not have already."""
    return str(shown).count(REPLACEMENT) > str(given).count(REPLACEMENT)
