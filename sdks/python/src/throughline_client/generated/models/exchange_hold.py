from typing import Literal

ExchangeHold = Literal['bearer', 'cookie']

EXCHANGE_HOLD_VALUES: set[ExchangeHold] = { 'bearer', 'cookie',  }

def check_exchange_hold(value: str) -> ExchangeHold:
    if value in EXCHANGE_HOLD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXCHANGE_HOLD_VALUES!r}")
