from typing import Literal

ReadinessBroker = Literal['failing', 'ok']

READINESS_BROKER_VALUES: set[ReadinessBroker] = { 'failing', 'ok',  }

def check_readiness_broker(value: str) -> ReadinessBroker:
    if value in READINESS_BROKER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {READINESS_BROKER_VALUES!r}")
