"""What a poster says: the same for everyone at a school, so that its square code can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from survey_api.documents.squares import qr_svg
from survey_api.documents.texts import texts
from survey_api.documents.texts.days import moment_text
from survey_core.wording import LANGUAGES

Paper = Literal["a4", "letter"]
PosterLanguage = Literal["en", "es", "both"]
#: Symbols of an address on one line of the poster.
_LINE: Final = 78


@dataclass(frozen=True, kw_only=True)
class Poster:
    """A participation, as far as its poster tells of it.

    Attributes:
        school: the school's name, or the reporting unit's.
        members: the schools of a unit; empty for a single school.
        url: the address with the pin.
        words: the six check words of the pin.
        access: how people get in: `cards`, `email` or `open`.
        opens_at: when the survey begins.
        closes_at: when it ends, as it is planned now.
        time_zone: of the district's clocks; None where it has not said.
        k: the smallest group that anything is shown about.
    """

    school: str
    members: Sequence[str]
    url: str
    words: Sequence[str]
    access: str
    opens_at: datetime
    closes_at: datetime
    time_zone: str | None
    k: int


def poster_data(poster: Poster, *, paper: Paper, language: PosterLanguage) -> dict[str, Any]:
    """What the template is filled with."""
    languages = list(LANGUAGES) if language == "both" else [language]
    titles = [texts(one)["poster"]["title"] for one in languages]
    return {
        "title": f"{' · '.join(titles)}: {poster.school}",
        "paper": paper,
        "languages": languages,
        "school": poster.school,
        "members": list(poster.members),
        "words": list(poster.words),
        "square": qr_svg(poster.url),
        "address": [poster.url[at : at + _LINE] for at in range(0, len(poster.url), _LINE)],
        "say": [_said(poster, one) for one in languages],
    }


def _said(poster: Poster, language: str) -> dict[str, Any]:
    t = texts(language)
    said = t["poster"]
    opens, closes = (
        moment_text(moment, language, time_zone=poster.time_zone)
        for moment in (poster.opens_at, poster.closes_at)
    )
    return {
        "language": language,
        "title": said["title"],
        "words": said["words"],
        "words-hint": said["wordsHint"],
        "take": said["take"],
        "steps": said["steps"][poster.access],
        "when": said["when"],
        "window": said["window"].format(opens=opens, closes=closes),
        "who": said["who"],
        "who-text": said["whoText"].format(k=poster.k),
        "address": said["address"],
        "qr": said["qr"],
        "replaced": t["replaced"],
    }
