from typing import Literal

ItemAnswered = Literal['80_to_95', 'at_least_95', 'below_80']

ITEM_ANSWERED_VALUES: set[ItemAnswered] = { '80_to_95', 'at_least_95', 'below_80',  }

def check_item_answered(value: str) -> ItemAnswered:
    if value in ITEM_ANSWERED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ITEM_ANSWERED_VALUES!r}")
