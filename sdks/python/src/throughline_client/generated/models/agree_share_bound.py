from typing import Literal

AgreeShareBound = Literal['at_least', 'at_most', 'exact']

AGREE_SHARE_BOUND_VALUES: set[AgreeShareBound] = { 'at_least', 'at_most', 'exact',  }

def check_agree_share_bound(value: str) -> AgreeShareBound:
    if value in AGREE_SHARE_BOUND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGREE_SHARE_BOUND_VALUES!r}")
