"""`/v1/participations/{id}/poster`."""

from uuid import UUID

from fastapi import Request, Response

from survey_api import problems
from survey_api.access.admission import SurveysRead
from survey_api.documents.answers import PDF, PaperQuery, PosterLanguageQuery, answer_pdf
from survey_api.documents.posters import poster_data
from survey_api.etags import CACHE, NOT_MODIFIED, IfNoneMatch
from survey_api.posters import service
from survey_api.reach import LINKS_MUST_WORK
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/participations/{participation_id}")


@router.get(
    "/poster",
    response_class=Response,
    dependencies=LINKS_MUST_WORK,
    responses=PDF
    | NOT_MODIFIED
    | admin_problems(
        problems.NotFound, problems.WrongState, problems.CollectedElsewhere, problems.PublicUrlIsLocal
    ),
)
async def get_poster(
    participation_id: UUID,
    access: SurveysRead,
    request: Request,
    *,
    paper: PaperQuery = "letter",
    language: PosterLanguageQuery = "both",
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Print the poster: square code, six check words, how to take part. It is the same for everyone."""
    base: str = request.app.state.settings.respondents_url
    poster = await service.find(access, participation_id=participation_id, base_url=base)
    pdf = await request.app.state.typesetter.pdf(
        "poster", lambda: poster_data(poster, paper=paper, language=language)
    )
    name = f"poster-{language}-{paper}.pdf"
    return answer_pdf(pdf, name=name, cache_control=CACHE, if_none_match=if_none_match)
