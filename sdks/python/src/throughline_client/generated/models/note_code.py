from typing import Literal

NoteCode = Literal['collected_elsewhere', 'cut_points_provisional', 'eligible_unknown', 'interim', 'more_responses_than_eligible', 'open_access', 'preliminary', 'replacements_issued', 'small_group', 'synthetic', 'team_factors_estimated']

NOTE_CODE_VALUES: set[NoteCode] = { 'collected_elsewhere', 'cut_points_provisional', 'eligible_unknown', 'interim', 'more_responses_than_eligible', 'open_access', 'preliminary', 'replacements_issued', 'small_group', 'synthetic', 'team_factors_estimated',  }

def check_note_code(value: str) -> NoteCode:
    if value in NOTE_CODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NOTE_CODE_VALUES!r}")
