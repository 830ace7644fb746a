"""`make demo`: the whole main job once, unattended, in a throw-away directory."""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infra.demo.checks import Checks
from infra.demo.claims import check_keys, check_phones, check_wave
from infra.demo.failures import FAILURES
from infra.demo.operator import Operator
from infra.demo.phones import Crowd
from infra.demo.plan import DISTRICT, SCHOOLS, rolling_wave, sealed_wave
from infra.demo.report import print_profile, print_summary
from infra.demo.waves import Conductor, Outcome
from infra.local.errors import LocalError
from infra.local.home import Home
from infra.local.services import PROJECT
from infra.local.stack import Stack

#: Seconds instead of a day, so that interim releases can be watched.
QUICK = {"ROLLING_TICK_SECONDS": "1", "RECONCILE_SECONDS": "1"}


@dataclass(frozen=True)
class Server:
    """Where to demonstrate; `stack` is None for a server of somebody else's."""

    base_url: str
    admin_key: str
    stack: Stack | None


def main(arguments: list[str] | None = None) -> int:
    """Entry point of `python -m infra.demo`.

    Returns:
        0 when everything claimed holds, 1 otherwise.
    """
    options = _parser().parse_args(arguments)
    console = Console()
    with ExitStack() as opened:
        try:
            server = _server(options, console=console, opened=opened)
            return _demonstrate(server, options, console=console)
        except (LocalError, *FAILURES) as error:
            print(f"The demonstration stopped: {error}", file=sys.stderr)
        return 1


def _demonstrate(server: Server, options: argparse.Namespace, *, console: Console) -> int:
    began = time.monotonic()
    checks = Checks()
    try:
        outcomes = asyncio.run(_conduct(server, options.seed, checks=checks, console=console))
    except FAILURES:
        if server.stack is not None:
            server.stack.check()  # if a part died, that is the reason to give
        raise
    for outcome in outcomes:
        _write(options.out, outcome)
    example = next(
        profile for profile in outcomes[0].profiles if profile["school"]["name"] == SCHOOLS[0].name
    )
    print_profile(console, example)
    print_summary(console, outcomes[0].summary)
    checks.print(console)
    summary = _summary(outcomes, checks, seconds=time.monotonic() - began)
    (options.out / "summary.json").write_text(json.dumps(summary, indent=1))
    console.print(
        f"\n{summary['answers']} synthetic people answered for {len(SCHOOLS)} schools in "
        f"{summary['seconds']:.0f} s. Profiles and summary: {_short(options.out)}/"
    )
    return 0 if checks.hold else 1


async def _conduct(server: Server, seed: int, *, checks: Checks, console: Console) -> list[Outcome]:
    """Both administrations at the same time, as a district would."""
    operator, crowd = Operator(server.base_url, key=server.admin_key), Crowd(server.base_url)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    async with operator.http, crowd.http:
        with Progress(*columns, console=console) as progress:
            conductor = Conductor(operator, crowd, progress=progress, seed=seed)
            district = await operator.create_district(DISTRICT)
            schools = await operator.create_schools(SCHOOLS, district=district)
            waves = (sealed_wave(), rolling_wave())
            outcomes = await asyncio.gather(
                *(conductor.run(wave, district=district, schools=schools) for wave in waves)
            )
        for outcome in outcomes:
            check_wave(checks, outcome)
            await check_phones(checks, outcome, crowd=crowd)
    if server.stack is not None:
        check_keys(checks, server.stack.home)
    return outcomes


def _server(options: argparse.Namespace, *, console: Console, opened: ExitStack) -> Server:
    if options.base_url:
        return Server(options.base_url, options.admin_key_file.read_text().strip(), None)
    root = Path(tempfile.mkdtemp(prefix="throughline-demo-"))
    opened.callback(shutil.rmtree, root, ignore_errors=True)
    stack = Stack(Home(root), extra_env=QUICK, say=lambda part: console.print(f"Starting {part} …"))
    try:
        opened.enter_context(stack)
    except LocalError:
        _keep_logs(stack, options.out)
        raise
    opened.callback(_keep_logs, stack, options.out)
    return Server(stack.base_url, stack.admin_key, stack)


def _keep_logs(stack: Stack, out: Path) -> None:
    logs = out / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    for path in stack.log_files():
        shutil.copy(path, logs / path.name)


def _write(out: Path, outcome: Outcome) -> None:
    folder = out / "profiles" / outcome.wave.release_mode
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    published = {(each["school"]["name"], each["revision"]): each for each in outcome.profiles}
    for (school, revision), profile in (outcome.interim | published).items():
        name = f"{school.split()[0].lower()}-{revision}.json"
        (folder / name).write_text(json.dumps(profile, indent=1, ensure_ascii=False))
    summary = json.dumps(outcome.summary, indent=1, ensure_ascii=False)
    (out / f"district-{outcome.wave.release_mode}.json").write_text(summary)


def _summary(outcomes: list[Outcome], checks: Checks, *, seconds: float) -> dict[str, object]:
    return {
        "synthetic": True,
        "seconds": round(seconds, 1),
        "answers": sum(outcome.n_answers for outcome in outcomes),
        "administrations": [
            {
                "release_mode": outcome.wave.release_mode,
                "instrument": outcome.wave.instrument.id,
                "schools": len(outcome.opened),
                "answers": outcome.n_answers,
                "interim_revisions": len(outcome.interim),
                "profiles": len(outcome.profiles),
                "seconds": round(outcome.seconds, 1),
            }
            for outcome in outcomes
        ],
        "checks": checks.as_json(),
        "hold": checks.hold,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.demo", description=__doc__)
    parser.add_argument("--base-url", help="a running system to use instead of starting one")
    parser.add_argument("--admin-key-file", type=Path, help="its operator's API key; needed with --base-url")
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "demo", help="where JSON goes")
    parser.add_argument("--seed", type=int, default=2026, help="another district of made-up people")
    return parser


def _short(path: Path) -> str:
    return os.path.relpath(path)
