from typing import Literal

StartHereRule = Literal['first_weak_domain', 'nothing_weak', 'teams_weak']

START_HERE_RULE_VALUES: set[StartHereRule] = { 'first_weak_domain', 'nothing_weak', 'teams_weak',  }

def check_start_here_rule(value: str) -> StartHereRule:
    if value in START_HERE_RULE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {START_HERE_RULE_VALUES!r}")
