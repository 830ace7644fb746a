from typing import Literal

TokenInfoKind = Literal['api_key', 'client', 'person']

TOKEN_INFO_KIND_VALUES: set[TokenInfoKind] = { 'api_key', 'client', 'person',  }

def check_token_info_kind(value: str) -> TokenInfoKind:
    if value in TOKEN_INFO_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TOKEN_INFO_KIND_VALUES!r}")
