from typing import Literal

MeasuredChangeVerdict = Literal['cannot_be_told_apart', 'higher', 'lower']

MEASURED_CHANGE_VERDICT_VALUES: set[MeasuredChangeVerdict] = { 'cannot_be_told_apart', 'higher', 'lower',  }

def check_measured_change_verdict(value: str) -> MeasuredChangeVerdict:
    if value in MEASURED_CHANGE_VERDICT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEASURED_CHANGE_VERDICT_VALUES!r}")
