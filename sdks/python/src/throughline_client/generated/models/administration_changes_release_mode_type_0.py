from typing import Literal

AdministrationChangesReleaseModeType0 = Literal['rolling', 'sealed']

ADMINISTRATION_CHANGES_RELEASE_MODE_TYPE_0_VALUES: set[AdministrationChangesReleaseModeType0] = { 'rolling', 'sealed',  }

def check_administration_changes_release_mode_type_0(value: str) -> AdministrationChangesReleaseModeType0:
    if value in ADMINISTRATION_CHANGES_RELEASE_MODE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ADMINISTRATION_CHANGES_RELEASE_MODE_TYPE_0_VALUES!r}")
