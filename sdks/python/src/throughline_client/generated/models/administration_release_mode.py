from typing import Literal

AdministrationReleaseMode = Literal['rolling', 'sealed']

ADMINISTRATION_RELEASE_MODE_VALUES: set[AdministrationReleaseMode] = { 'rolling', 'sealed',  }

def check_administration_release_mode(value: str) -> AdministrationReleaseMode:
    if value in ADMINISTRATION_RELEASE_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ADMINISTRATION_RELEASE_MODE_VALUES!r}")
