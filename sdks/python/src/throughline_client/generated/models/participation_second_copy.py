from typing import Literal

ParticipationSecondCopy = Literal['destroyed', 'exists', 'none']

PARTICIPATION_SECOND_COPY_VALUES: set[ParticipationSecondCopy] = { 'destroyed', 'exists', 'none',  }

def check_participation_second_copy(value: str) -> ParticipationSecondCopy:
    if value in PARTICIPATION_SECOND_COPY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PARTICIPATION_SECOND_COPY_VALUES!r}")
