"""The pages on a host of their own, the API on another, responses to a third; refusals first."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.stack import Stack
from infra.pages.__main__ import main
from tests.e2e.static_host import static_host
from tests.e2e.wave import Wave, open_wave

Journey = Callable[..., dict[str, Any]]

_N_SEALED = "SELECT count(*) FROM sealed_responses WHERE participation_id = $1"
_N_PASSES = "SELECT count(*) FROM access_codes WHERE participation_id = $1 AND blinded_hash IS NOT NULL"


@pytest.fixture(scope="module")
def wave(module_stack: Stack) -> Wave:
    return open_wave(module_stack)


@pytest.fixture(scope="module")
def origins(module_stack: Stack) -> dict[str, str]:
    """One program under two names: to a browser these are two origins."""
    return {"api": module_stack.base_url, "collector": f"http://localhost:{module_stack.port}"}


@pytest.fixture(scope="module")
def host(
    built_pages: None,  # noqa: ARG001 - what the site is made from
    origins: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A static host with the pages, and below /broken/ the same with an unreadable config.json."""
    out = tmp_path_factory.mktemp("pages") / "out"
    assert main(["--api", origins["api"], "--collector", origins["collector"], "--out", str(out)]) == 0
    _break(out / "site")
    with static_host(out / "site") as origin:
        yield origin


def _break(site: Path) -> None:
    shutil.copytree(site, site / "broken")
    (site / "broken" / "config.json").write_text('{"api":"https://api.example"}')


def _count(wave: Wave, statement: str) -> int:
    return int(wave.rows(statement)[0][0])


def test_without_a_usable_config_nobody_is_asked(wave: Wave, host: str, journey: Journey) -> None:
    journey("misconfigured", poster=wave.poster.replace(wave.stack.base_url, f"{host}/broken"))
    assert (_count(wave, _N_PASSES), _count(wave, _N_SEALED)) == (0, 0)


def test_a_page_that_is_not_listed_reads_nothing(wave: Wave, host: str, journey: Journey) -> None:
    journey("notListed", poster=wave.poster.replace(wave.stack.base_url, host))
    assert (_count(wave, _N_PASSES), _count(wave, _N_SEALED)) == (0, 0)


def test_three_origins_and_one_row(wave: Wave, host: str, origins: dict[str, str], journey: Journey) -> None:
    wave.stack.stop_api()
    wave.stack.set_environment("CORS_ORIGINS", host)
    wave.stack.set_environment("PAGES_URL", host)
    wave.stack.start_api()

    poster = wave.poster_now()
    assert poster.startswith(f"{host}/survey/#")
    journey("threeOrigins", **(wave.facts(0) | origins | {"poster": poster}))

    assert (_count(wave, _N_PASSES), _count(wave, _N_SEALED)) == (1, 1)
    [mine] = wave.stored()
    assert set(mine.answers.values()) == {3}
