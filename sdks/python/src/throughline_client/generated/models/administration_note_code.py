from typing import Literal

AdministrationNoteCode = Literal['nothing_can_be_shown', 'scores_only']

ADMINISTRATION_NOTE_CODE_VALUES: set[AdministrationNoteCode] = { 'nothing_can_be_shown', 'scores_only',  }

def check_administration_note_code(value: str) -> AdministrationNoteCode:
    if value in ADMINISTRATION_NOTE_CODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ADMINISTRATION_NOTE_CODE_VALUES!r}")
