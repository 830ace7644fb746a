from typing import Literal

GetProfilePdfLanguage = Literal['en', 'es']

GET_PROFILE_PDF_LANGUAGE_VALUES: set[GetProfilePdfLanguage] = { 'en', 'es',  }

def check_get_profile_pdf_language(value: str) -> GetProfilePdfLanguage:
    if value in GET_PROFILE_PDF_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_PROFILE_PDF_LANGUAGE_VALUES!r}")
