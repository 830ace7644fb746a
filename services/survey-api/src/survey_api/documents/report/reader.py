"""Who reads: in which language, with which words, and what the answers and levels were called.

Numbers are written as the pages write them (frontend/src/results/words.ts).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from survey_api.documents.texts.days import day_text
from survey_core.wording import wording

Json = Mapping[str, Any]

#: The levels of an instrument that does not name its own.
_USUAL_LEVELS: Final = ("beginning", "emergent", "functional", "exemplary")
_POINT: Final = {"en": ".", "es": ","}
_GROUP: Final = {"en": (",", 4), "es": (".", 5)}  # mark, and the digits from which on it is set
_GROUP_DIGITS: Final = 3
_PLACE: Final = re.compile(r"\{(\w+)\}")
#: Before these sounds Spanish says "e" for "y".
_Y_TO_E: Final = re.compile(r"i|hi(?![ae])", re.IGNORECASE)


@dataclass(frozen=True)
class Scale:
    """An answer scale: label of each value, and where each level but the first begins."""

    labels: Mapping[int, Json]
    cuts: Sequence[float]


@dataclass(frozen=True)
class Reader:
    """What every part of a report needs beside the profile itself."""

    language: str
    scales: Mapping[str, Scale]
    levels: Sequence[str]

    @classmethod
    def of(cls, instrument: Json | None, *, language: str) -> "Reader":
        """A reader of profiles of an instrument; without its document answers are told by their numbers."""
        known = instrument or {"scales": {}}
        scales = {
            name: Scale(
                labels={point["value"]: point["label"] for point in scale["points"]},
                cuts=scale.get("cuts") or [],
            )
            for name, scale in known["scales"].items()
        }
        return cls(language, scales, (known.get("levels") or {}).get("names") or _USUAL_LEVELS)

    @property
    def t(self) -> Mapping[str, Any]:
        """The words."""
        return wording(self.language)

    def local(self, text: Json) -> str:
        """A wording of a document in this language, else in its first."""
        return str(text.get(self.language) or next(iter(text.values()), ""))

    def fill(self, text: str, **values: object) -> str:
        """Put values where a text has {names}; whole numbers are written as the language writes them."""

        def value_of(match: re.Match[str]) -> str:
            value = values.get(match[1], "")
            return self.number(value, 0) if isinstance(value, int) else str(value)

        return _PLACE.sub(value_of, text)

    def number(self, value: float, decimals: int = 1) -> str:
        """A number with as many decimals as it was rounded to."""
        whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
        mark, first = _GROUP[self.language]
        if len(whole) >= first:
            head = len(whole) % _GROUP_DIGITS or _GROUP_DIGITS
            parts = [
                whole[:head],
                *(whole[at : at + _GROUP_DIGITS] for at in range(head, len(whole), _GROUP_DIGITS)),
            ]
            whole = mark.join(parts)
        sign = "-" if value < 0 and (whole + rest).strip("0.,") else ""
        return f"{sign}{whole}{_POINT[self.language]}{rest}" if rest else f"{sign}{whole}"

    def signed(self, value: float) -> str:
        """A difference, with its sign."""
        text = self.number(value)
        if not text.strip("-0.,"):
            return text.removeprefix("-")
        return f"\N{MINUS SIGN}{text[1:]}" if text.startswith("-") else f"+{text}"

    def listed(self, names: Sequence[str]) -> str:
        """Names one after the other, as the language lists them."""
        if len(names) < 2:  # noqa: PLR2004 - one needs no "and"
            return "".join(names)
        *first, last = names
        if self.language == "es":
            return f"{', '.join(first)} {'e' if _Y_TO_E.match(last) else 'y'} {last}"
        return f"{', '.join(first)}{',' if len(first) > 1 else ''} and {last}"

    def day(self, day: str) -> str:
        """A day that is written as in 2026-12-05."""
        return day_text(date.fromisoformat(day), self.language)

    def level_name(self, name: str) -> str:
        """A level's name; an instrument's own stands as it is."""
        return str(self.t["levels"].get(name, name))

    def level(self, level: Json) -> str:
        """The level, or the two it lies between."""
        between = [self.level_name(name) for name in level["between"]]
        if level["certain"] or not between:
            return self.level_name(level["name"])
        return self.fill(self.t["levels"]["between"], low=between[0], high=between[1])

    def score(self, score: Json) -> str:
        """A factor's mean, or the edge of what may be told of it."""
        value = self.number(score["mean"])
        return value if score["bound"] == "exact" else self.fill(self.t["chart"][score["bound"]], value=value)

    def range(self, ends: Json) -> str:
        """Two ends; or why they are not shown."""
        if hidden(ends):
            return self.why(ends)
        return f"{self.number(ends['low'])} \N{EN DASH} {self.number(ends['high'])}"

    def options(self, options: Sequence[int], *, scale: str) -> str:
        """Answers counted together, by their labels."""
        labels = self.scales[scale].labels if scale in self.scales else {}
        return " / ".join(self.local(labels[one]) if one in labels else str(one) for one in options)

    def why(self, value: Json) -> str:
        """That something is not shown, and the reason."""
        t = self.t["suppressed"]
        return f"{t['hidden']} {t.get(value['reason'], t['other'])}"


def hidden(value: Any) -> bool:
    """Whether something may not be shown."""
    return isinstance(value, Mapping) and "suppressed" in value


def shown(value: Any) -> Any:
    """The value, or None where it may not be shown or an older profile does not have it."""
    return None if hidden(value) else value
