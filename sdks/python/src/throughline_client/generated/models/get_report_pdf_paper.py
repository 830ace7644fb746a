from typing import Literal

GetReportPdfPaper = Literal['a4', 'letter']

GET_REPORT_PDF_PAPER_VALUES: set[GetReportPdfPaper] = { 'a4', 'letter',  }

def check_get_report_pdf_paper(value: str) -> GetReportPdfPaper:
    if value in GET_REPORT_PDF_PAPER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GET_REPORT_PDF_PAPER_VALUES!r}")
