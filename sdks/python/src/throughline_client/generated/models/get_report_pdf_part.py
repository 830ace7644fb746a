from typing import Literal

GetReportPdfPart = Literal['full', 'summary']

GET_REPORT_PDF_PART_VALUES: set[GetReportPdfPart] = { 'full', 'summary',  }

def check_get_report_pdf_part(value: str) -> GetReportPdfPart:
    if value in GET_REPORT_PDF_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_REPORT_PDF_PART_VALUES!r}")
