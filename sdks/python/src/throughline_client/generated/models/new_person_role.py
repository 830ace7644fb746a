from typing import Literal

NewPersonRole = Literal['district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer']

NEW_PERSON_ROLE_VALUES: set[NewPersonRole] = { 'district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer',  }

def check_new_person_role(value: str) -> NewPersonRole:
    if value in NEW_PERSON_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_PERSON_ROLE_VALUES!r}")
