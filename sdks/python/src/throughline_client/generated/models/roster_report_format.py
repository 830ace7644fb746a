from typing import Literal

RosterReportFormat = Literal['oneroster_1_1', 'oneroster_1_2', 'schools_csv', 'sds_1', 'sds_2_1']

ROSTER_REPORT_FORMAT_VALUES: set[RosterReportFormat] = { 'oneroster_1_1', 'oneroster_1_2', 'schools_csv', 'sds_1', 'sds_2_1',  }

def check_roster_report_format(value: str) -> RosterReportFormat:
    if value in ROSTER_REPORT_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROSTER_REPORT_FORMAT_VALUES!r}")
