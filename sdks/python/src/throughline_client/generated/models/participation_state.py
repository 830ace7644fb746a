from typing import Literal

ParticipationState = Literal['closed', 'draft', 'open', 'published', 'ready', 'released', 'review', 'shredded']

PARTICIPATION_STATE_VALUES: set[ParticipationState] = { 'closed', 'draft', 'open', 'published', 'ready', 'released', 'review', 'shredded',  }

def check_participation_state(value: str) -> ParticipationState:
    if value in PARTICIPATION_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PARTICIPATION_STATE_VALUES!r}")
