"""How a printed page is asked for and answered."""

from typing import Annotated, Any, Final

from fastapi import Depends, Query, Response, status

from survey_api.documents.posters import Paper, PosterLanguage
from survey_api.documents.report.assemble import Part, ReportLanguage
from survey_api.documents.reports import Wanted
from survey_api.etags import etag_of, unless_known

MEDIA_TYPE: Final = "application/pdf"
CONTENT: Final[dict[str, Any]] = {
    MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}, "example": "%PDF-1.7…"}
}
PDF: Final[dict[int | str, dict[str, Any]]] = {
    status.HTTP_200_OK: {"description": "A tagged PDF (PDF/UA-1)", "content": CONTENT}
}

PaperQuery = Annotated[Paper, Query(description="The size of the paper: `letter` (US) or `a4`.")]
PosterLanguageQuery = Annotated[
    PosterLanguage, Query(description="`both` puts English and Spanish side by side.")
]


def report_query(
    part: Annotated[Part, Query(description="`summary` is one page; `full` is everything.")] = "full",
    paper: PaperQuery = "letter",
    language: Annotated[ReportLanguage, Query(description="The language of the words.")] = "en",
) -> Wanted:
    """Dependency: the form of a report that a request asks for."""
    return Wanted(part=part, paper=paper, language=language)


WantedReport = Annotated[Wanted, Depends(report_query)]


def answer_report(pdf: bytes, *, wanted: Wanted, cache_control: str, if_none_match: str | None) -> Response:
    """Answer a report; see `answer_pdf`."""
    name = f"school-report-{wanted.part}-{wanted.language}-{wanted.paper}.pdf"
    return answer_pdf(pdf, name=name, cache_control=cache_control, if_none_match=if_none_match)


def answer_pdf(pdf: bytes, *, name: str, cache_control: str, if_none_match: str | None) -> Response:
    """Answer a document under its strong ETag, or 304 to whoever has these bytes.

    Args:
        pdf: the document.
        name: what a browser calls it when it is kept.
        cache_control: the header.
        if_none_match: the header as sent.
    """
    headers = {
        "ETag": etag_of(pdf),
        "Cache-Control": cache_control,
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return unless_known(Response(pdf, headers=headers, media_type=MEDIA_TYPE), if_none_match=if_none_match)
