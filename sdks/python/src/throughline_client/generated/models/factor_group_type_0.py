from typing import Literal

FactorGroupType0 = Literal['teams', 'whole_school']

FACTOR_GROUP_TYPE_0_VALUES: set[FactorGroupType0] = { 'teams', 'whole_school',  }

def check_factor_group_type_0(value: str) -> FactorGroupType0:
    if value in FACTOR_GROUP_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FACTOR_GROUP_TYPE_0_VALUES!r}")
