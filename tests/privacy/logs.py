"""Whoever holds every log: is anything a respondent sends in one of them, in a table or in a message?"""

import asyncio
import os
import re
import subprocess
from pathlib import Path

import asyncpg
import nats
from nats.js import JetStreamContext

from infra.local.stack import Stack
from tests.fixtures.places import fresh_home
from tests.fixtures.surveys import Survey, add_survey
from tests.privacy import ground
from tests.privacy.rows import Row
from tests.privacy.scale import Scale
from tests.privacy.visits import STATUSES, Visit, visit_everything, visitor

ROOT = Path(__file__).parent.parent.parent
_RELAY_TICK_S = 1.0
_DUMP_TIMEOUT_S = 60
_WORKER_TIMEOUT_S = 60


async def attack(_scale: Scale) -> Row:
    """Visit every respondent route, then search; then switch logging on and search again."""
    with fresh_home() as home, Stack(home, worker=False) as stack:
        survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)
        visit = await visit_everything(stack, survey)
        logs = await _logs(stack)
        places = logs | {"pg_dump": dump(stack), "messages": await messages(stack.nats_url)}
        problems = _where_search_means_nothing(places, survey) + await _unvisited(stack, visit, survey)
        seen = await _with_logging_on(stack)
    found = {(name, what) for name, text in places.items() for what in visit.secrets if what in text}
    found |= {(name, what) for name, text in logs.items() for what in visit.stored if what in text}
    problems += visit.echoes + _proxy_logs() + sorted({f"found in {name}" for name, _ in found})
    return Row(
        name="canaries in the logs",
        adversary="holder of every log",
        test="code, address, pass, browser and ciphertext through every respondent route, errors included",
        n=len(visit.secrets | visit.stored),
        chance=0,
        linked=len(found),
        bound=0,
        control=seen,
        control_at_least=2,
        passed=not problems,
        note="; ".join(problems)
        or "canaries found; control: in how many of 2 logs that we keep switched off",
    )


async def _logs(stack: Stack) -> dict[str, str]:
    """Every log of the system, the worker's included, which starts and stops for it."""
    await asyncio.sleep(_RELAY_TICK_S)
    stack.start_worker()
    await _until_logged(stack.home.logs / "worker.log", "worker started")
    stack.stop_worker()
    return {path.name: path.read_text(errors="replace") for path in stack.log_files()}


async def _until_logged(log_file: Path, text: str) -> None:
    """Wait for a line; a search of a log that was never written proves nothing."""
    async with asyncio.timeout(_WORKER_TIMEOUT_S):
        while not log_file.exists() or text not in log_file.read_text(errors="replace"):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


def dump(stack: Stack) -> str:
    """What `pg_dump` gives whoever may read the database."""
    assert stack.postgres is not None
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program on our own database
        [stack.postgres.bin("pg_dump"), stack.database_url],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
        timeout=_DUMP_TIMEOUT_S,
    )
    return done.stdout


async def messages(nats_url: str) -> str:
    """Every message of both streams: subject, headers, body."""
    client = await nats.connect(nats_url)
    try:
        return "\n".join(await _stored(client.jetstream()))
    finally:
        await client.close()


async def _stored(jetstream: JetStreamContext) -> list[str]:
    found = []
    for stream in ("EVENTS", "RESPONSES"):
        state = (await jetstream.stream_info(stream)).state
        for sequence in range(max(1, state.first_seq), state.last_seq + 1):
            message = await jetstream.get_msg(stream, sequence)
            found.append(f"{message.subject} {message.headers} {message.data!r}")
    return found


def _where_search_means_nothing(places: dict[str, str], survey: Survey) -> list[str]:
    """Places that do not hold what they may hold: finding nothing there would prove nothing."""
    expected = {
        "messages": str(survey.participation),
        "pg_dump": survey.manifest.hex(),
        "postgres.log": "permission denied",
        "api.log": "unexpected error",
        "worker.log": "worker started",
    }
    return [f"{name} is empty" for name, text in expected.items() if text not in places.get(name, "")]


async def _unvisited(stack: Stack, visit: Visit, survey: Survey) -> list[str]:
    """Respondent routes and kinds of answer that the visit missed."""
    async with visitor(stack.base_url) as client:
        paths = (await client.get("/v1/openapi.json")).json()["paths"]
    routes = {
        (method.upper(), path.replace("{participation_id}", str(survey.participation)))
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "respondents" in operation.get("tags", ())
    }
    missed = [f"{method} {path} was not visited" for method, path in sorted(routes - visit.paths)]
    return missed + [f"no answer was {status}" for status in sorted(STATUSES - visit.statuses)]


async def _with_logging_on(stack: Stack) -> int:
    """In how many of two logs the same search finds a visitor once somebody switches them on."""
    survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)
    with ground.another_api(stack, app="tests.privacy.logged_app:Logged") as logged:
        await _log_statements(stack)
        async with visitor(logged.url) as client:
            visit = Visit(client, survey)
            await visit.read()
            for _ in range(3):  # the first may meet a connection that has just been ended
                await visit.submit()
        access = logged.log_file.read_text(errors="replace")
    statements = (stack.home.logs / "postgres.log").read_text(errors="replace")
    return any(what in access for what in visit.secrets) + any(what in statements for what in visit.stored)


async def _log_statements(stack: Stack) -> None:
    """From its next connection on, PostgreSQL writes every statement down."""
    connection = await asyncpg.connect(stack.database_url)
    await connection.execute("GRANT INSERT ON sealed_responses TO throughline_collector")  # the visit took it
    name = await connection.fetchval("SELECT current_database()")
    for setting in (
        "log_min_duration_statement = 0",
        "log_parameter_max_length = -1",
        "log_error_verbosity = verbose",
    ):
        # For this login in this database: nothing less overrides what the migration set for the login.
        await connection.execute(f'ALTER ROLE throughline_collector IN DATABASE "{name}" SET {setting}')
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()


def _proxy_logs() -> list[str]:
    """Directives of the shipped proxy that would write requests down, or hand the browser's name on."""
    text = (ROOT / "infra" / "proxy" / "Caddyfile").read_text()
    problems = ["the proxy writes a log"] if re.search(r"^\s*log\b", text, re.MULTILINE) else []
    return problems + ([] if "header_up -User-Agent" in text else ["the proxy hands the browser's name on"])
