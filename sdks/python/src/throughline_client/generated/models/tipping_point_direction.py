from typing import Literal

TippingPointDirection = Literal['higher', 'lower']

TIPPING_POINT_DIRECTION_VALUES: set[TippingPointDirection] = { 'higher', 'lower',  }

def check_tipping_point_direction(value: str) -> TippingPointDirection:
    if value in TIPPING_POINT_DIRECTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TIPPING_POINT_DIRECTION_VALUES!r}")
