from typing import Literal

GetProfilePdfPaper = Literal['a4', 'letter']

GET_PROFILE_PDF_PAPER_VALUES: set[GetProfilePdfPaper] = { 'a4', 'letter',  }

def check_get_profile_pdf_paper(value: str) -> GetProfilePdfPaper:
    if value in GET_PROFILE_PDF_PAPER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_PROFILE_PDF_PAPER_VALUES!r}")
