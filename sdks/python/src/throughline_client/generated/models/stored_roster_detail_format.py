from typing import Literal

StoredRosterDetailFormat = Literal['oneroster_1_1', 'oneroster_1_2', 'schools_csv', 'sds_1', 'sds_2_1']

STORED_ROSTER_DETAIL_FORMAT_VALUES: set[StoredRosterDetailFormat] = { 'oneroster_1_1', 'oneroster_1_2', 'schools_csv', 'sds_1', 'sds_2_1',  }

def check_stored_roster_detail_format(value: str) -> StoredRosterDetailFormat:
    if value in STORED_ROSTER_DETAIL_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STORED_ROSTER_DETAIL_FORMAT_VALUES!r}")
