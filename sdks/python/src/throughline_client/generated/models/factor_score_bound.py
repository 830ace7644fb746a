from typing import Literal

FactorScoreBound = Literal['at_least', 'at_most', 'exact']

FACTOR_SCORE_BOUND_VALUES: set[FactorScoreBound] = { 'at_least', 'at_most', 'exact',  }

def check_factor_score_bound(value: str) -> FactorScoreBound:
    if value in FACTOR_SCORE_BOUND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FACTOR_SCORE_BOUND_VALUES!r}")
