"""`/v1/sign-in`: for people who run surveys and read results. Respondents never sign in."""

from fastapi import APIRouter, Request, Response, status

from survey_api import problems
from survey_api.access import sessions
from survey_api.access.admission import AnyKey
from survey_api.reach import LINKS_MUST_WORK
from survey_api.rendering import admin_problems, problem_responses
from survey_api.routing import AdministrationRouter
from survey_api.sign_in import service
from survey_api.sign_in.schemas import Exchange, LinkAsked, LinkRequest, Session

#: Before anybody is signed in.
public_router = APIRouter(prefix="/v1/sign-in", tags=["sign-in"])
router = AdministrationRouter(prefix="/v1/sign-in")


@public_router.post(
    "/links",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=LINKS_MUST_WORK,
    responses=problem_responses(
        problems.InvalidRequest,
        problems.SignInByMailNotConfigured,
        problems.PublicUrlIsLocal,
        problems.TooManySignIns,
    ),
)
async def ask_for_link(wanted: LinkRequest, request: Request) -> LinkAsked:
    """Ask for a one-time link by e-mail. The answer is the same whether or not the address is known."""
    request.app.state.sign_in_desk.ask(wanted.email)
    return LinkAsked(accepted=True)


@public_router.post(
    "/sessions",
    status_code=status.HTTP_201_CREATED,
    responses=problem_responses(
        problems.InvalidRequest, problems.LinkNotValid, problems.CrossSiteRequest, problems.TooManyFailures
    ),
)
async def begin_session(given: Exchange, request: Request, response: Response) -> Session:
    """Exchange a link's token for a session. It works once."""
    state = request.app.state
    if given.hold == "cookie":
        sessions.require_own_page(request)
    begun = await service.exchange(state.database, token=given.token, settings=state.settings)
    response.headers["Cache-Control"] = "no-store"
    if given.hold == "bearer":
        return Session(token=begun.token, expires_at=begun.expires_at)
    sessions.set_cookie(response, begun.token, hours=state.settings.session_hours)
    return Session(token=None, expires_at=begun.expires_at)


@router.delete(
    "/session", status_code=status.HTTP_204_NO_CONTENT, responses=admin_problems(problems.NotFound)
)
async def end_session(request: Request, access: AnyKey, response: Response) -> None:
    """Sign out: end the session that this request is made with."""
    await service.sign_out(access, token=sessions.presented(request))
    sessions.clear_cookie(response)
