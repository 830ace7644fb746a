from typing import Literal

ExternalIdSystem = Literal['local', 'nces', 'oneroster', 'state']

EXTERNAL_ID_SYSTEM_VALUES: set[ExternalIdSystem] = { 'local', 'nces', 'oneroster', 'state',  }

def check_external_id_system(value: str) -> ExternalIdSystem:
    if value in EXTERNAL_ID_SYSTEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXTERNAL_ID_SYSTEM_VALUES!r}")
