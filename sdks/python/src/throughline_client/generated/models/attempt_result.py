from typing import Literal

AttemptResult = Literal['address_not_allowed', 'delivered', 'gone', 'internal_error', 'name_not_resolved', 'redirected', 'refused', 'timed_out', 'tls_failed', 'unreachable']

ATTEMPT_RESULT_VALUES: set[AttemptResult] = { 'address_not_allowed', 'delivered', 'gone', 'internal_error', 'name_not_resolved', 'redirected', 'refused', 'timed_out', 'tls_failed', 'unreachable',  }

def check_attempt_result(value: str) -> AttemptResult:
    if value in ATTEMPT_RESULT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ATTEMPT_RESULT_VALUES!r}")
