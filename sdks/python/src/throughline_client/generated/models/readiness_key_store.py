from typing import Literal

ReadinessKeyStore = Literal['failing', 'ok']

READINESS_KEY_STORE_VALUES: set[ReadinessKeyStore] = { 'failing', 'ok',  }

def check_readiness_key_store(value: str) -> ReadinessKeyStore:
    if value in READINESS_KEY_STORE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {READINESS_KEY_STORE_VALUES!r}")
