from typing import Literal

GetSharedPdfPaper = Literal['a4', 'letter']

GET_SHARED_PDF_PAPER_VALUES: set[GetSharedPdfPaper] = { 'a4', 'letter',  }

def check_get_shared_pdf_paper(value: str) -> GetSharedPdfPaper:
    if value in GET_SHARED_PDF_PAPER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_SHARED_PDF_PAPER_VALUES!r}")
