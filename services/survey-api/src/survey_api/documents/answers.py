"""How a printed page is asked for and answered."""

from typing import Annotated, Any, Final, Literal

from fastapi import Query, Response, status

from survey_api.documents.posters import Paper, PosterLanguage
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
Part = Literal["summary", "full"]
PartQuery = Annotated[Part, Query(description="`summary` is one page; `full` is everything.")]
ReportLanguage = Literal["en", "es"]
ReportLanguageQuery = Annotated[ReportLanguage, Query(description="The language of the report.")]


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
