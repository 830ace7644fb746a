from typing import Literal

GetSharedPdfLanguage = Literal['en', 'es']

GET_SHARED_PDF_LANGUAGE_VALUES: set[GetSharedPdfLanguage] = { 'en', 'es',  }

def check_get_shared_pdf_language(value: str) -> GetSharedPdfLanguage:
    if value in GET_SHARED_PDF_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_SHARED_PDF_LANGUAGE_VALUES!r}")
