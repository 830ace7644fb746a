from typing import Literal

GetSharedPdfPart = Literal['full', 'summary']

GET_SHARED_PDF_PART_VALUES: set[GetSharedPdfPart] = { 'full', 'summary',  }

def check_get_shared_pdf_part(value: str) -> GetSharedPdfPart:
    if value in GET_SHARED_PDF_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_SHARED_PDF_PART_VALUES!r}")
