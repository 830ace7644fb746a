from typing import Literal

PersonState = Literal['active', 'disabled', 'invited']

PERSON_STATE_VALUES: set[PersonState] = { 'active', 'disabled', 'invited',  }

def check_person_state(value: str) -> PersonState:
    if value in PERSON_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_STATE_VALUES!r}")
