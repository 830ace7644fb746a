"""The Python client against a running API: tokens, pages, ETags, problems, withheld values, its README."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.integration.sdks.conftest import N_SCHOOLS, Running
from throughline_client import (
    AuthenticatedClient,
    NoTokenError,
    ProblemError,
    answer_of,
    connect,
    each,
    each_async,
    models,
)
from throughline_client.generated.api.profiles import get_profile
from throughline_client.generated.api.schools import create_school, get_school, list_schools
from throughline_client.problems import UnexpectedAnswerError

README = Path(__file__).resolve().parents[3] / "sdks" / "python" / "README.md"
NOBODY = UUID("00000000-0000-4000-8000-000000000000")


class Wire(httpx.HTTPTransport):
    """Real HTTP, with a note of what went over it; `answers` come instead, the first ones first."""

    def __init__(self, *answers: httpx.Response) -> None:
        super().__init__()
        self.seen: list[tuple[str, str, int]] = []
        self.answers = list(answers)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        of_tokens = request.url.path == "/oauth/token"
        answer = self.answers.pop(0) if self.answers and not of_tokens else super().handle_request(request)
        self.seen.append((request.method, request.url.path, answer.status_code))
        return answer

    def count(self, path: str) -> int:
        return sum(seen == path for _, seen, _ in self.seen)


def refusal(status: int, retry_after: str | None = None) -> httpx.Response:
    """A problem, as the API words it."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    content = {"type": "x", "title": "x", "status": status, "detail": "x", "code": "x", "request_id": "x"}
    return httpx.Response(status, headers=headers, json=content)


Connected = Callable[..., AuthenticatedClient]


@pytest.fixture
def connected(running: Running) -> Iterator[Connected]:
    """Make clients over a wire; their connections are closed at the end."""
    made: list[AuthenticatedClient] = []

    def make(wire: Wire, **options: Any) -> AuthenticatedClient:
        given = {"client_id": running.client_id, "client_secret": running.client_secret} | options
        made.append(connect(running.base_url, transport=wire, **given))
        return made[-1]

    yield make
    for client in made:
        client.get_httpx_client().close()


def test_who_gives_no_credentials_or_the_wrong_ones_hears_so(running: Running, connected: Connected) -> None:
    both = {"api_key": "k", "client_id": "a", "client_secret": "b"}
    given: list[dict[str, Any]] = [{}, {"client_id": "tlc_x"}, both]
    for wrong in given:
        with pytest.raises(ValueError, match="api_key"):
            connect(running.base_url, **wrong)
    client = connected(Wire(), client_secret="00" * 32)

    with pytest.raises(NoTokenError) as refusal:
        list_schools.sync_detailed(client=client)

    assert refusal.value.error == "invalid_client"


def test_a_refusal_is_an_error_with_a_type(connected: Connected) -> None:
    client = connected(Wire())

    with pytest.raises(ProblemError) as missing:
        answer_of(get_profile.sync_detailed(NOBODY, client=client), models.ProfileDocument)
    with pytest.raises(ProblemError) as invalid:
        answer_of(create_school.sync_detailed(client=client, body=models.NewSchool(name="")), models.School)
    strange = connected(Wire(httpx.Response(502, text="<html>")))
    with pytest.raises(UnexpectedAnswerError):
        get_profile.sync_detailed(NOBODY, client=strange)

    assert (missing.value.code, missing.value.problem.status) == ("not-found", 404)
    assert isinstance(invalid.value.problem.errors, list)
    assert invalid.value.problem.errors[0].pointer == "/name"


def test_something_is_made_read_and_listed_over_several_pages(connected: Connected) -> None:
    wire = Wire()
    client = connected(wire)

    before = [school.name for school in each(list_schools.sync_detailed, client=client, limit=5)]
    made = answer_of(
        create_school.sync_detailed(client=client, body=models.NewSchool(name="Hill School")), models.School
    )
    read = answer_of(get_school.sync_detailed(made.id, client=client), models.School)

    assert [name for name in before if name.startswith("School ")] == [
        f"School {n:02}" for n in range(1, N_SCHOOLS + 1)
    ]
    assert read == made
    assert wire.count("/oauth/token") == 1
    assert wire.seen.count(("GET", "/v1/schools", 200)) >= 3


async def test_the_same_with_asyncio(running: Running) -> None:
    client = connect(running.base_url, client_id=running.client_id, client_secret=running.client_secret)

    async with client:
        names = [s.name async for s in each_async(list_schools.asyncio_detailed, client=client, limit=5)]
        again = await list_schools.asyncio_detailed(client=client, limit=5)

    assert len(names) >= N_SCHOOLS
    assert again.headers["x-from-cache"] == "1"


def test_a_withheld_value_has_a_type_and_an_unchanged_profile_is_not_sent_again(
    running: Running, connected: Connected
) -> None:
    wire = Wire()
    client = connected(wire)

    first, second = (get_profile.sync_detailed(running.profile, client=client) for _ in range(2))

    profile = answer_of(first, models.ProfileDocument)
    assert isinstance(profile.start_here, models.Suppressed)
    assert profile.start_here.reason == "not_enough_responses"
    assert [status for *_, status in wire.seen] == [200, 200, 304]
    assert second.parsed == first.parsed
    assert second.headers["x-from-cache"] == "1"


def test_a_token_is_renewed_before_its_end_and_after_a_401(
    connected: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire(httpx.Response(401))
    client = connected(wire)

    after_401 = list_schools.sync_detailed(client=client)
    later = time.monotonic() + 14.5 * 60
    monkeypatch.setattr("throughline_client.tokens.time.monotonic", lambda: later)
    at_the_end = list_schools.sync_detailed(client=client)

    assert (after_401.status_code, at_the_end.status_code) == (200, 200)
    assert wire.count("/oauth/token") == 3


def test_retry_after_is_heard_where_it_is_safe(connected: Connected) -> None:
    wire = Wire(refusal(503, "0"), refusal(429, "0"))
    client = connected(wire)

    read = list_schools.sync_detailed(client=client)
    wire.answers += [refusal(503, "0"), refusal(429)]
    wrote = create_school.sync_detailed(client=client, body=models.NewSchool(name="Unsure"))
    silent = list_schools.sync_detailed(client=client)

    assert read.status_code == 200
    assert wrote.status_code == 503, "nobody knows whether it was done"
    assert silent.status_code == 429, "how long to wait was not said"
    assert Counter(status for *_, status in wire.seen)[503] == 2


def test_a_wait_that_is_too_long_is_left_to_the_caller(connected: Connected) -> None:
    wire = Wire(refusal(429, "3600"))

    answer = list_schools.sync_detailed(client=connected(wire, longest_wait_s=10))

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3600")


def test_the_readme_runs(running: Running, tmp_path: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    program = tmp_path / "program.py"
    program.write_text(block)

    done = subprocess.run(  # noqa: S603 - our own README is what is being tested
        [sys.executable, "-W", "error", str(program)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | running.environment,
    )

    assert done.returncode == 0, done.stderr
    assert "made Lakeview Middle" in done.stdout
    assert "refused: not-found" in done.stdout
