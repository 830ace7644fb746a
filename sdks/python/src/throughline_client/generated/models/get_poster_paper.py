from typing import Literal

GetPosterPaper = Literal['a4', 'letter']

GET_POSTER_PAPER_VALUES: set[GetPosterPaper] = { 'a4', 'letter',  }

def check_get_poster_paper(value: str) -> GetPosterPaper:
    if value in GET_POSTER_PAPER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_POSTER_PAPER_VALUES!r}")
