from typing import Literal

DisagreementFlag = Literal['clear', 'none', 'possible']

DISAGREEMENT_FLAG_VALUES: set[DisagreementFlag] = { 'clear', 'none', 'possible',  }

def check_disagreement_flag(value: str) -> DisagreementFlag:
    if value in DISAGREEMENT_FLAG_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISAGREEMENT_FLAG_VALUES!r}")
