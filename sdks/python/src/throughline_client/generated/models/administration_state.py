from typing import Literal

AdministrationState = Literal['closed', 'draft', 'open', 'published', 'ready']

ADMINISTRATION_STATE_VALUES: set[AdministrationState] = { 'closed', 'draft', 'open', 'published', 'ready',  }

def check_administration_state(value: str) -> AdministrationState:
    if value in ADMINISTRATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ADMINISTRATION_STATE_VALUES!r}")
