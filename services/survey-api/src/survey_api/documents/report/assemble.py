"""A published profile and its instrument, as what the report's template is filled with: a pure function."""

from typing import Any, Literal

from survey_api.documents.posters import Paper
from survey_api.documents.report import full, more, short
from survey_api.documents.report.meeting import meeting_part
from survey_api.documents.report.reader import Json, Reader
from survey_api.documents.texts import texts

Part = Literal["summary", "full"]
ReportLanguage = Literal["en", "es"]


def report_data(
    profile: Json, instrument: Json | None, *, part: Part, paper: Paper, language: ReportLanguage
) -> dict[str, Any]:
    """What the template is filled with. Every number is one of the published document.

    Args:
        profile: the published document.
        instrument: the document of its questionnaire: what answers were called, where levels begin.
        part: `summary` is one page.
        paper: what it is printed on.
        language: of the words; names are in it as far as the documents have it.
    """
    reader = Reader.of(instrument, language=language)
    name = reader.t["about"]["full" if part == "full" else "summary"]
    found: dict[str, Any] = {
        "title": f"{profile['school']['name']}: {name}",
        "paper": paper,
        "languages": [language],
        "replaced-note": texts(language)["replaced"],
        "part": part,
        "top": short.top_part(profile, reader),
        "standing": short.standing_part(profile, reader),
        "notes": short.notes_part(profile, reader),
        "pointer": reader.t["meeting"]["pointer"],
    }
    is_hidden = profile["participation"]["standing"] == "suppressed"
    if not is_hidden:
        found |= {
            "glance": short.glance_part(profile, reader),
            "start": short.start_part(profile, reader),
            "factors": short.factors_in_short(profile, reader),
        }
    if part == "summary":
        return found
    if not is_hidden:
        found |= {
            "supports": full.supports_part(profile, reader),
            "legend": full.legend_part(profile, reader),
            "domains": full.domains_part(profile, reader),
            "changes": more.changes_part(profile, reader),
            "split": more.split_part(profile, reader),
            "groups": more.groups_part(profile, reader),
        }
    return found | {"meeting": meeting_part(profile, reader), "how": more.how_part(profile, reader)}
