from typing import Literal

ReplaceCardsPaper = Literal['a4', 'letter']

REPLACE_CARDS_PAPER_VALUES: set[ReplaceCardsPaper] = { 'a4', 'letter',  }

def check_replace_cards_paper(value: str) -> ReplaceCardsPaper:
    if value in REPLACE_CARDS_PAPER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REPLACE_CARDS_PAPER_VALUES!r}")
