from typing import Literal

StoredRosterFormat = Literal['oneroster_1_1', 'oneroster_1_2', 'schools_csv', 'sds_1', 'sds_2_1']

STORED_ROSTER_FORMAT_VALUES: set[StoredRosterFormat] = { 'oneroster_1_1', 'oneroster_1_2', 'schools_csv', 'sds_1', 'sds_2_1',  }

def check_stored_roster_format(value: str) -> StoredRosterFormat:
    if value in STORED_ROSTER_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STORED_ROSTER_FORMAT_VALUES!r}")
