"""The application: settings in, ASGI out. `uvicorn --factory survey_api.app:create_app`."""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Final

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.routing import APIRoute

from survey_api import (
    health,
    idempotency,
    logs,
    metrics,
    middleware,
    openapi,
    pages,
    problem_pages,
    rendering,
    root,
    tracing,
)
from survey_api.access import endpoints as access
from survey_api.access.token_keys import TokenKeys
from survey_api.access.tokens import AccessTokens
from survey_api.administrations import endpoints as administrations
from survey_api.audit import endpoints as audit
from survey_api.broker import Broker
from survey_api.changes import endpoints as changes
from survey_api.clients import endpoints as clients
from survey_api.cursors import Cursors
from survey_api.db import Database
from survey_api.deletions import endpoints as deletions
from survey_api.districts import endpoints as districts
from survey_api.documents.reports import Reports
from survey_api.documents.typesetter import Typesetter
from survey_api.exports import endpoints as exports
from survey_api.exports import tasks as export_tasks
from survey_api.housekeeping import tasks as housekeeping
from survey_api.idempotency.requests import may_repeat
from survey_api.identity import endpoints as identity
from survey_api.identity.room import IdentityRoom
from survey_api.imports import endpoints as imports
from survey_api.instruments import endpoints as instruments
from survey_api.limits.callers import CallerLimit
from survey_api.limits.failures import FailureLimit
from survey_api.limits.middleware import FailureLimitMiddleware, limit_sign_ins
from survey_api.mail import endpoints as mail
from survey_api.mail import tasks as mailing
from survey_api.mail.key_store import MailKeyStore
from survey_api.mail.room import MailRoom
from survey_api.mail.smtp import MailServer
from survey_api.notices import tasks as notices
from survey_api.oauth import endpoints as oauth
from survey_api.outbox import relay
from survey_api.participations import endpoints as participations
from survey_api.passes import endpoints as passes
from survey_api.passes import signing
from survey_api.passes.key_store import IssuerKeyStore
from survey_api.people import endpoints as people
from survey_api.posters import endpoints as posters
from survey_api.preconditions.items import Items
from survey_api.profiles import endpoints as profiles
from survey_api.reference import endpoints as reference
from survey_api.request_ids import RequestIds
from survey_api.respondents import endpoints as respondents
from survey_api.responses import endpoints as responses
from survey_api.responses import intake
from survey_api.responses.shortcut import Shortcut
from survey_api.rosters import endpoints as rosters
from survey_api.routing import AdministrationRouter
from survey_api.schools import endpoints as schools
from survey_api.settings import Settings, SettingsError, load
from survey_api.shares import endpoints as shares
from survey_api.sign_in import desk
from survey_api.sign_in import endpoints as sign_in
from survey_api.startup import (
    check_database,
    check_key_directory,
    check_mail_files,
    forbid_core_dumps,
    refuse_keys_in_data,
    refuse_the_openers_keys,
)
from survey_api.summaries import endpoints as summaries
from survey_api.trends import endpoints as trends
from survey_api.webhooks import described
from survey_api.webhooks import endpoints as webhooks
from survey_api.webhooks import tasks as webhook_tasks
from survey_api.webhooks.room import WebhookRoom

log = structlog.get_logger(__name__)

Background = Callable[[FastAPI], AbstractAsyncContextManager[None]]

#: Open to everybody and harmless.
PUBLIC_ROUTERS: Final[Sequence[APIRouter]] = (
    root.router,
    health.router,
    oauth.router,
    instruments.schemas_router,
    problem_pages.router,
    reference.router,
    shares.public_router,
    sign_in.public_router,
    identity.public_router,
)
#: Signed-in administrators and integrators; their requests are logged (method, template, status, ids).
ADMINISTRATION_ROUTERS: Final[Sequence[AdministrationRouter]] = (
    access.router,
    audit.router,
    changes.router,
    clients.router,
    deletions.router,
    districts.router,
    identity.router,
    exports.router,
    schools.router,
    shares.router,
    sign_in.router,
    instruments.router,
    administrations.router,
    imports.router,
    mail.router,
    participations.router,
    people.router,
    posters.router,
    profiles.router,
    rosters.router,
    summaries.router,
    trends.router,
    webhooks.router,
)
#: Respondents: never logged, and no answer repeats what was sent.
RESPONDENT_ROUTERS: Final[Sequence[APIRouter]] = (passes.router, responses.router, respondents.router)
#: What runs beside the requests: `background(app)` is entered at start and left at stop, in reverse order.
BACKGROUND: Final[Sequence[Background]] = (
    signing.running,
    intake.running,
    relay.running,
    housekeeping.running,
    mailing.running,
    desk.running,
    webhook_tasks.running,
    metrics.running,
    tracing.running,
    export_tasks.running,
    notices.running,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; nothing is connected before its lifespan starts.

    Raises:
        SettingsError: the environment does not describe an installation that may start.
    """
    settings = settings or load(Settings)
    logs.configure(settings.log_level)
    refuse_keys_in_data(settings)
    refuse_the_openers_keys(os.environ)
    app = FastAPI(
        title="Throughline",
        version="1",
        summary="Anonymous teachers' surveys turned into school profiles.",
        lifespan=_lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        generate_unique_id_function=openapi.operation_id,
        # Spans and metrics of the framework name addresses and times of respondents' requests; ours do not.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    _furnish(app, settings)
    app.add_middleware(middleware.BodyLimit)
    limit = FailureLimit()
    app.add_middleware(FailureLimitMiddleware, limit=limit)
    limit_sign_ins(app)
    app.add_middleware(middleware.RequestContext, base_url=settings.public_url)
    app.add_middleware(Shortcut, limit=limit)
    if settings.cors_origins:
        # Exactly what the pages use; credentials (cookies, client certificates) are never allowed.
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            max_age=7200,  # seconds; no browser remembers longer
        )
    if tracing.is_wanted(os.environ):
        tracing.install(app, tracing.provider_of_environment())
    return app


def _furnish(app: FastAPI, settings: Settings) -> None:
    """Give the application what its rooms use, its routes, its pages and its one shape of problems."""
    app.state.settings = settings
    app.state.database = Database(settings)
    app.state.broker = Broker(settings.nats_url)
    app.state.issuer_keys = IssuerKeyStore(settings.issuer_key_dir)
    app.state.access_tokens = AccessTokens(TokenKeys(settings.issuer_key_dir), issuer=settings.public_url)
    app.state.mail_room = MailRoom(
        database=app.state.database,
        keys=MailKeyStore(settings.issuer_key_dir),
        server=MailServer.of(settings, public_url=settings.public_url),
    )
    app.state.sign_in_desk = desk.SignInDesk(
        app.state.database, server=app.state.mail_room.server, pages_url=settings.respondents_url
    )
    app.state.typesetter = Typesetter()
    app.state.reports = Reports(app.state.typesetter)
    app.state.cursors = Cursors(settings.issuer_key_dir)
    app.state.client_failures = FailureLimit()
    app.state.caller_limit = CallerLimit(settings.rate_limit_per_minute)
    app.state.webhook_room = WebhookRoom.of(settings)
    app.state.identity_room = IdentityRoom.of(settings, app.state.webhook_room)
    _include(app)
    app.state.pages = pages.mount(app, settings.frontend_dist, url=settings.respondents_url)
    rendering.install(app)
    idempotency.install(app)
    openapi.install(app)


def _include(app: FastAPI) -> None:
    app.webhooks.include_router(described.router)
    for router in PUBLIC_ROUTERS:
        app.include_router(router)
    for router in ADMINISTRATION_ROUTERS:
        app.include_router(router, tags=["administration"])
    app.state.items = Items(ADMINISTRATION_ROUTERS)
    every = (route for router in ADMINISTRATION_ROUTERS for route in router.routes)
    routes = [route for route in every if isinstance(route, APIRoute)]
    app.state.administration_paths = frozenset(route.path for route in routes)
    app.state.repeatable = frozenset(route.name for route in routes if may_repeat(route))
    for router in RESPONDENT_ROUTERS:
        app.include_router(router, tags=[rendering.RESPONDENT_TAG])
    app.state.request_ids = RequestIds(
        respondents=_paths_of(RESPONDENT_ROUTERS),
        others=_paths_of((*PUBLIC_ROUTERS, *ADMINISTRATION_ROUTERS)),
    )


def _paths_of(routers: Sequence[APIRouter]) -> frozenset[str]:
    routes = (route for router in routers for route in router.routes)
    return frozenset(route.path for route in routes if isinstance(route, APIRoute))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Check the database, connect, start what runs in the background; stop it all in reverse."""
    async with AsyncExitStack() as stack:
        database: Database = app.state.database
        stack.push_async_callback(database.close)
        stack.callback(app.state.typesetter.close)
        try:
            forbid_core_dumps()
            check_key_directory(app.state.settings)
            check_mail_files(app.state.settings)
            await check_database(database)
        except SettingsError as error:
            log.error("cannot start", reason=str(error))  # noqa: TRY400 - the reason is for a person to read
            raise
        await app.state.broker.start()
        stack.push_async_callback(app.state.broker.stop)
        for background in BACKGROUND:
            await stack.enter_async_context(background(app))
        yield
