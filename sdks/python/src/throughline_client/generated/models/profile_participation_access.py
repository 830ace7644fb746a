from typing import Literal

ProfileParticipationAccess = Literal['cards', 'email', 'import', 'open']

PROFILE_PARTICIPATION_ACCESS_VALUES: set[ProfileParticipationAccess] = { 'cards', 'email', 'import', 'open',  }

def check_profile_participation_access(value: str) -> ProfileParticipationAccess:
    if value in PROFILE_PARTICIPATION_ACCESS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROFILE_PARTICIPATION_ACCESS_VALUES!r}")
