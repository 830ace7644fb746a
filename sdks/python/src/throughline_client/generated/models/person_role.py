from typing import Literal

PersonRole = Literal['district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer']

PERSON_ROLE_VALUES: set[PersonRole] = { 'district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer',  }

def check_person_role(value: str) -> PersonRole:
    if value in PERSON_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_ROLE_VALUES!r}")
