from typing import Literal

StartHereCertainty = Literal['likely', 'more_likely_than_not', 'very_likely']

START_HERE_CERTAINTY_VALUES: set[StartHereCertainty] = { 'likely', 'more_likely_than_not', 'very_likely',  }

def check_start_here_certainty(value: str) -> StartHereCertainty:
    if value in START_HERE_CERTAINTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {START_HERE_CERTAINTY_VALUES!r}")
