from typing import Literal

GetPosterLanguage = Literal['both', 'en', 'es']

GET_POSTER_LANGUAGE_VALUES: set[GetPosterLanguage] = { 'both', 'en', 'es',  }

def check_get_poster_language(value: str) -> GetPosterLanguage:
    if value in GET_POSTER_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_POSTER_LANGUAGE_VALUES!r}")
