from typing import Literal

GetProfilePdfPart = Literal['full', 'summary']

GET_PROFILE_PDF_PART_VALUES: set[GetProfilePdfPart] = { 'full', 'summary',  }

def check_get_profile_pdf_part(value: str) -> GetProfilePdfPart:
    if value in GET_PROFILE_PDF_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_PROFILE_PDF_PART_VALUES!r}")
