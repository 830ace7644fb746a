from typing import Literal

ProfileParticipationStanding = Literal['preliminary', 'profile', 'suppressed']

PROFILE_PARTICIPATION_STANDING_VALUES: set[ProfileParticipationStanding] = { 'preliminary', 'profile', 'suppressed',  }

def check_profile_participation_standing(value: str) -> ProfileParticipationStanding:
    if value in PROFILE_PARTICIPATION_STANDING_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROFILE_PARTICIPATION_STANDING_VALUES!r}")
