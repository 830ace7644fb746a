"""`/readyz` names each part; pages are served with strict headers; the server's settings are looked at."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from survey_api import __main__ as program
from survey_api import pages
from survey_api.app import create_app
from survey_api.settings import Settings, SettingsError
from tests.fixtures.respondent_api import client_of

PARTS = {"database", "broker", "migration_head", "key_store"}


async def failing(client: httpx.AsyncClient) -> set[str]:
    """The parts that /readyz says are failing."""
    answer = await client.get("/readyz")
    report = answer.json()
    found = {part for part in PARTS if report[part] == "failing"}
    assert (answer.status_code, report["status"]) == ((503, "not_ready") if found else (200, "ready"))
    assert answer.headers["cache-control"] == "no-store"
    return found


async def until_ready(client: httpx.AsyncClient) -> None:
    for _ in range(100):
        if not await failing(client):
            return
    raise AssertionError("never ready")


async def test_all_parts_there(client: httpx.AsyncClient) -> None:
    await until_ready(client)

    assert (await client.get("/livez")).json() == {"status": "alive"}


async def test_an_older_schema_is_not_ready(client: httpx.AsyncClient, superuser: Any) -> None:
    await until_ready(client)
    await superuser.execute("UPDATE alembic_version SET version_num = '1_create_logins'")

    assert await failing(client) == {"migration_head"}


async def test_a_key_store_others_can_read_is_not_ready(client: httpx.AsyncClient, key_dir: Path) -> None:
    await until_ready(client)
    await asyncio.to_thread(key_dir.chmod, 0o755)

    assert await failing(client) == {"key_store"}


async def test_a_lost_broker_is_not_ready_and_the_api_lives(api: FastAPI, client: httpx.AsyncClient) -> None:
    await until_ready(client)
    await api.state.broker.stop()

    assert await failing(client) == {"broker"}
    assert (await client.get("/livez")).status_code == 200


async def test_a_lost_database_is_not_ready_and_the_api_lives(
    client: httpx.AsyncClient, superuser: Any, postgres: Any, database_url: str
) -> None:
    await until_ready(client)
    name = database_url.partition("@/")[2].partition("?")[0]
    await superuser.close()
    postgres.sql(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    postgres.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608 - our own name

    assert await failing(client) == {"database", "migration_head"}
    key = "tl_live_" + "0" * 12 + "_" + "0" * 64
    answer = await client.get("/v1/schools", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert (await client.get("/livez")).status_code == 200


@pytest.mark.parametrize(("name", "value"), [("log_statement", "all"), ("log_statement", "mod")])
async def test_a_server_that_writes_statements_down_is_refused(
    new_api: Callable[..., Any], superuser: Any, database_url: str, name: str, value: str
) -> None:
    database = database_url.partition("@/")[2].partition("?")[0]
    await superuser.execute(f'ALTER DATABASE "{database}" SET {name} = "{value}"')

    with pytest.raises(SettingsError, match=f"{name} = {value}"):
        await new_api()


async def test_the_root_lists_what_exists(client: httpx.AsyncClient) -> None:
    urls = (await client.get("/")).json()["urls"]

    collections = {"administrations", "audit", "clients", "districts", "instruments", "profiles", "schools"}
    posted_to = {"oauth_token", "oauth_revoke"}
    assert collections | posted_to | {"jwks", "livez", "oauth_metadata", "openapi", "readyz"} <= set(urls)
    for name, url in urls.items():
        answer = await client.get(url.removeprefix("http://127.0.0.1:8000"))
        assert answer.status_code in ({405} if name in posted_to else {200, 401, 503}), name


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A build of two pages."""
    built = tmp_path / "dist"
    for name in ("survey", "results"):
        (built / name).mkdir(parents=True)
        (built / name / "index.html").write_text(f"<!doctype html><title>{name}</title>")
    (built / "assets").mkdir()
    (built / "assets" / "main-4f3a9c1b.js").write_text("export {}")
    (built / "icon.svg").write_text("<svg/>")
    (built / "config.json").write_text('{"api":"","collector":"https://in.example"}\n')
    return built


@pytest.fixture
async def browser(api_settings: Settings, dist: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that serves pages; it needs no database for that."""
    app = create_app(api_settings.model_copy(update={"frontend_dist": dist}))
    async with client_of(app) as client:
        yield client


async def test_pages_come_with_headers_that_leave_no_traces(browser: httpx.AsyncClient) -> None:
    for path in ("/survey/", "/results/", "/icon.svg", "/assets/main-4f3a9c1b.js"):
        answer = await browser.get(path)
        assert answer.status_code == 200, path
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "connect-src 'self' https://in.example;" in policy
        assert "strict-transport-security" not in answer.headers, "not where people come by plain http"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers


async def test_only_what_is_named_by_its_content_is_kept_for_good(browser: httpx.AsyncClient) -> None:
    page, script = await browser.get("/survey/"), await browser.get("/assets/main-4f3a9c1b.js")

    assert page.headers["cache-control"] == "no-cache"
    assert "immutable" in script.headers["cache-control"]


async def test_scripts_come_compressed_to_those_who_can_read_it(
    browser: httpx.AsyncClient, dist: Path
) -> None:
    script = "const words = [" + "'the same word', " * 500 + "]"
    (dist / "assets" / "words-4f3a9c1b.js").write_text(script)

    plain = await browser.get("/assets/words-4f3a9c1b.js", headers={"Accept-Encoding": "identity"})
    packed = await browser.get("/assets/words-4f3a9c1b.js", headers={"Accept-Encoding": "gzip"})

    assert (plain.text, packed.text) == (script, script)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(script) / 10
    assert "Accept-Encoding" in packed.headers["vary"]


async def test_where_the_servers_are_is_asked_each_time(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/config.json")

    assert answer.json() == {"api": "", "collector": "https://in.example"}
    assert answer.headers["cache-control"] == "no-cache"


async def test_behind_tls_browsers_are_told_to_stay_there(api_settings: Settings, dist: Path) -> None:
    secure = {"frontend_dist": dist, "public_url": "https://survey.example"}
    async with client_of(create_app(api_settings.model_copy(update=secure))) as client:
        answer = await client.get("/survey/")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (None, "No such file"),
        ("", "not valid JSON"),
        ("[]", "must hold exactly"),
        ('{"api":""}', "must hold exactly"),
        ('{"collector":"","api":""}', "must hold exactly"),
        ('{"api":1,"collector":""}', '"api" must be a text'),
        ('{"api":"","collector":"https://*"}', '"collector" must be scheme and host'),
        ('{"api":"https://a.example; script-src *","collector":""}', '"api" must be'),
        ('{"api":"http://a.example","collector":""}', '"api" must begin with https'),
    ],
)
def test_pages_that_do_not_say_where_their_servers_are_stop_the_start(
    api_settings: Settings, dist: Path, config: str | None, said: str
) -> None:
    (dist / "config.json").unlink()
    if config is not None:
        (dist / "config.json").write_text(config)

    with pytest.raises(SettingsError, match=said):
        create_app(api_settings.model_copy(update={"frontend_dist": dist}))


async def test_a_page_without_its_slash_leads_to_it(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/survey")

    assert (answer.status_code, answer.headers["location"]) == (307, "/survey/")
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_pages_hide_no_api_route(browser: httpx.AsyncClient) -> None:
    wrong_method = await browser.put("/v1/passes")
    missing = await browser.get("/survey/nothing.js")
    outside = await browser.get("/survey/..%2f..%2fetc/passwd")

    assert (wrong_method.status_code, wrong_method.headers["allow"]) == (405, "POST")
    assert missing.headers["content-type"] == "application/problem+json"
    assert (missing.status_code, outside.status_code) == (404, 404)


def test_an_empty_build_is_refused(api_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no page"):
        create_app(api_settings.model_copy(update={"frontend_dist": tmp_path}))
    assert pages.mount(FastAPI(), None, url="") == ()


def test_a_wrong_environment_stops_the_program_with_one_line(
    api_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        program, "load", lambda _: api_settings.model_copy(update={"data_dir": api_settings.issuer_key_dir})
    )

    assert program.main() == 1
    assert "must not lie inside DATA_DIR" in capsys.readouterr().err
