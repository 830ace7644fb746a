from typing import Literal

AdministrationAccess = Literal['cards', 'email', 'import', 'open']

ADMINISTRATION_ACCESS_VALUES: set[AdministrationAccess] = { 'cards', 'email', 'import', 'open',  }

def check_administration_access(value: str) -> AdministrationAccess:
    if value in ADMINISTRATION_ACCESS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ADMINISTRATION_ACCESS_VALUES!r}")
