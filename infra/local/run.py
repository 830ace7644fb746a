"""`make run`: the whole system on this machine until Ctrl-C."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import httpx

from infra.demo.demonstration import Demonstration, DemonstrationFailed, demonstration
from infra.local.errors import LocalError
from infra.local.home import Home
from infra.local.services import PAGES, PROJECT
from infra.local.stack import Stack

DEFAULT_PORT = 8000
DEMO_ADMINISTRATOR = "administrator@demonstration.example"
_LOOK_AGAIN_S = 0.5


class Stopped(Exception):
    """Ctrl-C, or the system asked the supervisor to end."""


def run(environment: Mapping[str, str]) -> int:
    """Start everything, say where it is, watch it, stop it in order.

    Args:
        environment: DATABASE_URL, NATS_URL, DATA_DIR, KEY_DIR, LOG_DIR, PORT, PUBLIC_URL, DEMO and
            API_PROCESSES, all optional.

    Returns:
        Exit code: 0 when asked to stop, 1 when a part failed.
    """
    try:
        with _asked_to_stop():
            _serve(environment)
    except Stopped:
        _say("Stopped. The data is kept; the next `make run` goes on with it.")
        return 0
    except (LocalError, DemonstrationFailed, OSError) as error:  # OSError: a directory nobody may write to
        print(f"\nThroughline could not go on: {error}\nEverything else has been stopped.", file=sys.stderr)
        return 1
    return 0


def home_from(environment: Mapping[str, str]) -> Home:
    """The directories to use: beside the Makefile unless the environment names others."""
    named = {
        name: Path(environment[name]) for name in ("DATA_DIR", "KEY_DIR", "LOG_DIR") if environment.get(name)
    }
    return Home(
        PROJECT, data_dir=named.get("DATA_DIR"), key_dir=named.get("KEY_DIR"), log_dir=named.get("LOG_DIR")
    )


def _serve(environment: Mapping[str, str]) -> None:
    home = home_from(environment)
    first = not home.admin_key_file.exists()
    extra = {"PUBLIC_URL": environment["PUBLIC_URL"]} if environment.get("PUBLIC_URL") else {}
    stack = Stack(
        home,
        port=_number(environment, "PORT", DEFAULT_PORT),
        api_processes=_number(environment, "API_PROCESSES", 1),
        database_url=environment.get("DATABASE_URL") or None,
        nats_url=environment.get("NATS_URL") or None,
        extra_env=extra,
        say=lambda part: _say(f"Starting {part} …"),
    )
    with stack:
        shown = None
        if environment.get("DEMO", "1") != "0":
            shown = demonstration(stack.base_url, admin_key=stack.admin_key, keep_in=home.data, say=_say)
        _say(_where(stack, first=first, shown=shown))
        while True:
            stack.check()
            time.sleep(_LOOK_AGAIN_S)


def _where(stack: Stack, *, first: bool, shown: Demonstration | None) -> str:
    home = stack.home
    public = stack.public_url
    lines = ["", f"Throughline runs at {public}/ (Ctrl-C stops it)"]
    lines += [f"The console for people who run surveys: {public}/console/"] if PAGES.is_dir() else []
    lines += [f"Every call of the API: {public}/v1/reference (for programs: {public}/v1/openapi.json)"]
    if shown is not None:
        lines += ["", "A demonstration district; its schools, its people and their answers are synthetic:"]
        if PAGES.is_dir():
            lines += [f"  take the survey  {public}{link}" for link in shown.survey_links]
            lines += [f"  its poster       {public}{shown.poster_link}"]
            lines += [f"  see a profile    {public}/results/#profile={shown.profile_id}"]
            if shown.district_view:
                lines += [f"  its district     {public}{shown.district_view} (after signing in)"]
            lines += [f"  sign in          {link} (once, within an hour)" for link in _links(stack)]
        lines += [f"  the same as data {public}/v1/profiles/{shown.profile_id}"]
    lines += ["", "The operator's API key lets its holder do everything."]
    lines += [f"  shown this once: {stack.admin_key}"] if first else []
    lines += [f"  kept in          {_short(home.admin_key_file)} (readable by you only)"]
    lines += ["", f"Data {_short(home.data)}   keys {_short(home.keys)}   logs {_short(home.logs)}"]
    lines += [f"To start over: stop, then rm -r {_short(home.data)} {_short(home.keys)} {_short(home.logs)}"]
    return "\n".join(lines)


def _links(stack: Stack) -> list[str]:
    """A way in for an administrator of the demonstration district, which is the first that was made."""
    headers = {"Authorization": f"Bearer {stack.admin_key}"}
    answer = httpx.get(f"{stack.base_url}/v1/districts", params={"limit": 1}, headers=headers)
    found = answer.json()["data"] if answer.is_success else []
    links = [stack.sign_in_link(district=one["id"], email=DEMO_ADMINISTRATOR) for one in found]
    return [link for link in links if link is not None]


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) <= 65535:  # noqa: PLR2004 - the largest port
        raise LocalError(f"{name} must be a whole number from 1 to 65535, not {text!r}")
    return int(text)


def _say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def _asked_to_stop() -> Iterator[None]:
    """Turn the signals that end a program into `Stopped`, once; while stopping, further ones are ignored."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        _say("\nStopping …")
        raise Stopped

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, stop) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def main() -> int:
    """Entry point of `python -m infra.local run`."""
    if sys.argv[1:] != ["run"]:
        print("usage: python -m infra.local run", file=sys.stderr)
        return 2
    return run(os.environ)
