from typing import Literal

SuppressedReason = Literal['branch_size', 'cells_too_coarse', 'cells_too_small', 'coded_score', 'differencing', 'district_incomplete', 'eligible_unknown', 'enough_responses', 'everyone_answered', 'factor_suppressed', 'fewer_than_eight_responses', 'fewer_than_ten_schools', 'fewer_than_three_schools', 'fewer_than_twenty_responses', 'interim_release', 'left_out_of_district', 'no_comparison', 'not_comparable', 'not_enough_responses', 'not_estimable', 'open_access', 'preliminary', 'repeated_within_90_days', 'too_few_careless', 'too_few_statements']

SUPPRESSED_REASON_VALUES: set[SuppressedReason] = { 'branch_size', 'cells_too_coarse', 'cells_too_small', 'coded_score', 'differencing', 'district_incomplete', 'eligible_unknown', 'enough_responses', 'everyone_answered', 'factor_suppressed', 'fewer_than_eight_responses', 'fewer_than_ten_schools', 'fewer_than_three_schools', 'fewer_than_twenty_responses', 'interim_release', 'left_out_of_district', 'no_comparison', 'not_comparable', 'not_enough_responses', 'not_estimable', 'open_access', 'preliminary', 'repeated_within_90_days', 'too_few_careless', 'too_few_statements',  }

def check_suppressed_reason(value: str) -> SuppressedReason:
    if value in SUPPRESSED_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUPPRESSED_REASON_VALUES!r}")
