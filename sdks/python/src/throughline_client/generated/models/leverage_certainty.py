from typing import Literal

LeverageCertainty = Literal['likely', 'more_likely_than_not', 'very_likely']

LEVERAGE_CERTAINTY_VALUES: set[LeverageCertainty] = { 'likely', 'more_likely_than_not', 'very_likely',  }

def check_leverage_certainty(value: str) -> LeverageCertainty:
    if value in LEVERAGE_CERTAINTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LEVERAGE_CERTAINTY_VALUES!r}")
