from typing import Literal

GetReportPdfLanguage = Literal['en', 'es']

GET_REPORT_PDF_LANGUAGE_VALUES: set[GetReportPdfLanguage] = { 'en', 'es',  }

def check_get_report_pdf_language(value: str) -> GetReportPdfLanguage:
    if value in GET_REPORT_PDF_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_REPORT_PDF_LANGUAGE_VALUES!r}")
