"""What a reader of a profile must know to read the numbers rightly."""

from typing import get_args

from scoring_worker.profiles.context import ProfileContext
from scoring_worker.profiles.wording import NOTES
from survey_core.contracts.profile import Note, NoteCode
from survey_core.disclosure import SchoolCore
from survey_core.disclosure.standing import ITEM_ANSWERS


def notes(core: SchoolCore, *, context: ProfileContext) -> list[Note]:
    """Collect the notes that apply, always in the same order."""
    conditions, shown = core.conditions, core.standing != "suppressed"
    levels = shown and "level" not in core.withheld
    applies: dict[NoteCode, bool] = {
        "synthetic": context.synthetic,
        "collected_elsewhere": context.access == "import",
        "interim": context.interim,
        "preliminary": core.standing == "preliminary",
        "open_access": context.access == "open",
        "eligible_unknown": conditions.eligible is None,
        "more_responses_than_eligible": (
            shown and conditions.eligible is not None and conditions.responses > conditions.eligible
        ),
        "replacements_issued": context.replacements_issued > 0,
        "small_group": levels and conditions.safe(conditions.responses) < ITEM_ANSWERS,
        "cut_points_provisional": levels,
        "team_factors_estimated": shown
        and any(factor.estimated and factor.mean is not None for factor in core.factors.values()),
    }
    return [Note(code=code, text=NOTES[code]) for code in get_args(NoteCode) if applies[code]]
