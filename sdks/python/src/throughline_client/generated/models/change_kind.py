from typing import Literal

ChangeKind = Literal['profile.deleted', 'profile.published', 'summary.deleted', 'summary.published']

CHANGE_KIND_VALUES: set[ChangeKind] = { 'profile.deleted', 'profile.published', 'summary.deleted', 'summary.published',  }

def check_change_kind(value: str) -> ChangeKind:
    if value in CHANGE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHANGE_KIND_VALUES!r}")
