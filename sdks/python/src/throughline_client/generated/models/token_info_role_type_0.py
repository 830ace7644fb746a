from typing import Literal

TokenInfoRoleType0 = Literal['district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer']

TOKEN_INFO_ROLE_TYPE_0_VALUES: set[TokenInfoRoleType0] = { 'district_administrator', 'facilitator', 'school_leader', 'survey_lead', 'viewer',  }

def check_token_info_role_type_0(value: str) -> TokenInfoRoleType0:
    if value in TOKEN_INFO_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TOKEN_INFO_ROLE_TYPE_0_VALUES!r}")
