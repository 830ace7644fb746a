"""What a sheet of cards says. It holds the codes in the open, as it must: nothing keeps it."""

from collections.abc import Sequence
from typing import Any, Final

from survey_api.documents.posters import Paper
from survey_api.documents.squares import qr_svg
from survey_api.documents.texts import texts
from survey_core.wording import LANGUAGES

#: What fits on a card of a school's name.
_NAME: Final = 60


def cards_data(cards: Sequence[tuple[str, str]], *, school: str, paper: Paper) -> dict[str, Any]:
    """What the template is filled with, in the order given, which is random already.

    Args:
        cards: code in five groups, and address with the code, of each.
        school: the school's name.
        paper: what it is printed on.
    """
    heading = " / ".join(texts(one)["cards"]["title"] for one in LANGUAGES)
    return {
        "title": f"{heading}: {school}",
        "heading": heading,
        "paper": paper,
        "languages": list(LANGUAGES),
        "school-short": school if len(school) <= _NAME else f"{school[: _NAME - 1].rstrip()}…",
        "cards": [{"code": code, "square": qr_svg(url, one_of_many=True)} for code, url in cards],
        "say": [_said(one) for one in LANGUAGES],
    }


def _said(language: str) -> dict[str, Any]:
    t = texts(language)
    return {"language": language, "replaced": t["replaced"]} | {
        name: t["cards"][name] for name in ("use", "how", "once", "qr")
    }
