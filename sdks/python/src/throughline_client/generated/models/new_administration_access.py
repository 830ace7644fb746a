from typing import Literal

NewAdministrationAccess = Literal['cards', 'email', 'import', 'open']

NEW_ADMINISTRATION_ACCESS_VALUES: set[NewAdministrationAccess] = { 'cards', 'email', 'import', 'open',  }

def check_new_administration_access(value: str) -> NewAdministrationAccess:
    if value in NEW_ADMINISTRATION_ACCESS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_ADMINISTRATION_ACCESS_VALUES!r}")
