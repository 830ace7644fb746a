from typing import Literal

PersonChangesRoleType0 = Literal['district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer']

PERSON_CHANGES_ROLE_TYPE_0_VALUES: set[PersonChangesRoleType0] = { 'district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer',  }

def check_person_changes_role_type_0(value: str) -> PersonChangesRoleType0:
    if value in PERSON_CHANGES_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_CHANGES_ROLE_TYPE_0_VALUES!r}")
