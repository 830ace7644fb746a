from typing import Literal

SchoolKind = Literal['reporting_unit', 'school']

SCHOOL_KIND_VALUES: set[SchoolKind] = { 'reporting_unit', 'school',  }

def check_school_kind(value: str) -> SchoolKind:
    if value in SCHOOL_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SCHOOL_KIND_VALUES!r}")
