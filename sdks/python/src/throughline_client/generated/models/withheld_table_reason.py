from typing import Literal

WithheldTableReason = Literal['branch_size', 'cells_too_coarse', 'cells_too_small', 'coded_score', 'differencing', 'district_incomplete', 'eligible_unknown', 'enough_responses', 'everyone_answered', 'factor_suppressed', 'fewer_than_eight_responses', 'fewer_than_ten_schools', 'fewer_than_three_schools', 'fewer_than_twenty_responses', 'interim_release', 'left_out_of_district', 'no_comparison', 'not_comparable', 'not_enough_responses', 'not_estimable', 'open_access', 'preliminary', 'repeated_within_90_days', 'too_few_careless', 'too_few_statements']

WITHHELD_TABLE_REASON_VALUES: set[WithheldTableReason] = { 'branch_size', 'cells_too_coarse', 'cells_too_small', 'coded_score', 'differencing', 'district_incomplete', 'eligible_unknown', 'enough_responses', 'everyone_answered', 'factor_suppressed', 'fewer_than_eight_responses', 'fewer_than_ten_schools', 'fewer_than_three_schools', 'fewer_than_twenty_responses', 'interim_release', 'left_out_of_district', 'no_comparison', 'not_comparable', 'not_enough_responses', 'not_estimable', 'open_access', 'preliminary', 'repeated_within_90_days', 'too_few_careless', 'too_few_statements',  }

def check_withheld_table_reason(value: str) -> WithheldTableReason:
    if value in WITHHELD_TABLE_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WITHHELD_TABLE_REASON_VALUES!r}")
