from typing import Literal

DisagreementItemFlag = Literal['clear', 'possible']

DISAGREEMENT_ITEM_FLAG_VALUES: set[DisagreementItemFlag] = { 'clear', 'possible',  }

def check_disagreement_item_flag(value: str) -> DisagreementItemFlag:
    if value in DISAGREEMENT_ITEM_FLAG_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISAGREEMENT_ITEM_FLAG_VALUES!r}")
