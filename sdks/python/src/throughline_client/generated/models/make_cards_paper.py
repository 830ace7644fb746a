from typing import Literal

MakeCardsPaper = Literal['a4', 'letter']

MAKE_CARDS_PAPER_VALUES: set[MakeCardsPaper] = { 'a4', 'letter',  }

def check_make_cards_paper(value: str) -> MakeCardsPaper:
    if value in MAKE_CARDS_PAPER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MAKE_CARDS_PAPER_VALUES!r}")
