from typing import Literal

NewReplayWhich = Literal['all', 'missing']

NEW_REPLAY_WHICH_VALUES: set[NewReplayWhich] = { 'all', 'missing',  }

def check_new_replay_which(value: str) -> NewReplayWhich:
    if value in NEW_REPLAY_WHICH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_REPLAY_WHICH_VALUES!r}")
