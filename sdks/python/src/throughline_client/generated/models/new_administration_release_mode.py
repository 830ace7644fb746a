from typing import Literal

NewAdministrationReleaseMode = Literal['rolling', 'sealed']

NEW_ADMINISTRATION_RELEASE_MODE_VALUES: set[NewAdministrationReleaseMode] = { 'rolling', 'sealed',  }

def check_new_administration_release_mode(value: str) -> NewAdministrationReleaseMode:
    if value in NEW_ADMINISTRATION_RELEASE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_ADMINISTRATION_RELEASE_MODE_VALUES!r}")
