"""Intake: stored responses per second, with distinct valid passes, beside pgbench on the same server.

Both are measured in turns, several times, and the middle result counts: a machine is never quite quiet.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from infra.bench.pgbench import transactions_per_s
from infra.demo.operator import Operator
from infra.demo.plan import School as PlannedSchool
from infra.demo.plan import Wave
from infra.local.errors import LocalError
from infra.local.home import Home
from infra.local.postgres import EmbeddedPostgres
from infra.local.stack import Stack
from survey_core.instruments import sealed_length, shipped
from tests.load.generator import write_requests
from tests.load.submissions import School, make_requests

#: Clients, each with one request under way → responses sent in each round.
LEVELS: Mapping[int, int] = {1: 1000, 16: 6000, 64: 8000}
ROUNDS = 3
PGBENCH_SECONDS = 3
SCHOOLS = 8
API_PROCESSES = 2
WARM_UP = 200
_CORES = os.cpu_count() or 1
_SEND_TIMEOUT_S = 600  # a round takes seconds


@dataclass(frozen=True)
class Round:
    """One measurement of intake."""

    stored_per_s: float
    p50_ms: float
    p99_ms: float


class Miscounted(Exception):
    """Not every response was stored and acknowledged as new; the numbers would mean nothing."""


def run(console: Console) -> dict[str, Any]:
    """Measure; returns what goes under "intake" in build/bench.json.

    Raises:
        LocalError: a server did not start.
        Miscounted: rows and acknowledgements differ.
    """
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        root = Path(folder)
        with Stack(Home(root), api_processes=API_PROCESSES) as stack:
            schools = asyncio.run(_open_schools(stack))
            stack.stop_worker()  # it made the sealing keys; now only intake is measured
            files = _prepare(schools, root, console=console)
            results = _measure(stack, files, root, console=console)
    _print(console, results)
    return results


async def _open_schools(stack: Stack) -> list[School]:
    """Set up a district over HTTP as an office would; returns its schools with their issuer keys."""
    instrument = shipped("internal-coherence")
    planned = tuple(PlannedSchool(f"Bench School {n} (synthetic)", 40, 40) for n in range(SCHOOLS))
    operator = Operator(stack.base_url, key=stack.admin_key)
    async with operator.http:
        district = await operator.create_district("Bench district (synthetic)")
        made = await operator.create_schools(planned, district=district)
        wave = Wave("Bench", "sealed", instrument, planned)
        administration = await operator.create_administration(wave, district=district, schools=made)
        opened = await operator.open(administration, schools=made)
    async with httpx.AsyncClient(base_url=stack.base_url) as http:
        return [
            School(
                participation=each.id,
                manifest=(await http.get(f"/v1/participations/{each.id}/manifest")).content,
                issuer_pem=(stack.home.issuer_keys / f"{each.id}.pem").read_bytes(),
            )
            for each in opened
        ]


def _prepare(schools: list[School], root: Path, *, console: Console) -> list[Path]:
    """One file of requests for the warm-up, then one for each round and level."""
    sizes = [WARM_UP, *(size for _ in range(ROUNDS) for size in LEVELS.values())]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("signing passes and sealing answers", total=sum(sizes))
        requests = make_requests(
            schools,
            shipped("internal-coherence"),
            count=sum(sizes),
            processes=_CORES,
            made=lambda count: progress.advance(task, count),
        )
    files, start = [], 0
    for number, size in enumerate(sizes):
        files.append(root / f"requests-{number}")
        write_requests(files[-1], requests[start : start + size])
        start += size
    return files


def _measure(stack: Stack, files: Sequence[Path], root: Path, *, console: Console) -> dict[str, Any]:
    postgres = stack.postgres
    if postgres is None:
        raise LocalError("the bench measures the embedded PostgreSQL; leave DATABASE_URL unset")
    sealed_bytes = sealed_length(shipped("internal-coherence"))
    _send(stack, postgres, files[0], clients=8)
    waiting = iter(files[1:])
    rounds: dict[int, list[Round]] = {clients: [] for clients in LEVELS}
    yardstick: dict[int, list[float]] = {clients: [] for clients in LEVELS}
    with console.status("measuring in turns"):
        for _ in range(ROUNDS):
            for clients in LEVELS:
                rounds[clients].append(_send(stack, postgres, next(waiting), clients=clients))
                yardstick[clients].append(
                    transactions_per_s(
                        postgres,
                        clients=clients,
                        seconds=PGBENCH_SECONDS,
                        sealed_bytes=sealed_bytes,
                        folder=root,
                    )
                )
    return {f"clients_{clients}": _result(rounds[clients], yardstick[clients]) for clients in LEVELS} | {
        "setup": {"cores": _CORES, "api_processes": API_PROCESSES, "sealed_bytes": sealed_bytes}
    }


def _send(stack: Stack, postgres: EmbeddedPostgres, requests: Path, *, clients: int) -> Round:
    """Send a file of requests and count the rows.

    Raises:
        Miscounted: a request was not answered 201, or the table did not grow by as many rows.
    """
    before = _count_rows(postgres)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.load.generator", "--url", stack.base_url),
            *("--requests", str(requests), "--clients", str(clients)),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=_SEND_TIMEOUT_S,
    )
    summary = json.loads(done.stdout)
    grown = _count_rows(postgres) - before
    if summary["statuses"] != {"201": grown} or summary["lost"]:
        raise Miscounted(f"answers {summary['statuses']}, lost {summary['lost']}, new rows {grown}")
    return Round(summary["per_s"], summary["p50_ms"], summary["p99_ms"])


def _count_rows(postgres: EmbeddedPostgres) -> int:
    return int(postgres.sql("SELECT count(*) FROM sealed_responses", database="throughline"))


def _result(rounds: Sequence[Round], yardstick: Sequence[float]) -> dict[str, float]:
    middle = sorted(rounds, key=lambda each: each.stored_per_s)[len(rounds) // 2]
    pgbench_tps = statistics.median(yardstick)
    return {
        "stored_per_s": round(middle.stored_per_s, 1),
        "p50_ms": round(middle.p50_ms, 2),
        "p99_ms": round(middle.p99_ms, 2),
        "pgbench_tps": round(pgbench_tps, 1),
        "ratio_to_pgbench": round(middle.stored_per_s / pgbench_tps, 3),
    }


def _print(console: Console, results: Mapping[str, Mapping[str, float]]) -> None:
    table = Table(
        title=f"Intake: responses stored, {API_PROCESSES} API processes, {_CORES} cores for everything"
    )
    for heading in ("clients", "stored/s", "p50 ms", "p99 ms", "pgbench tps", "ratio"):
        table.add_column(heading, justify="right")
    for clients in LEVELS:
        row = results[f"clients_{clients}"]
        table.add_row(
            str(clients),
            f"{row['stored_per_s']:,.0f}",
            f"{row['p50_ms']:.1f}",
            f"{row['p99_ms']:.1f}",
            f"{row['pgbench_tps']:,.0f}",
            f"{row['ratio_to_pgbench']:.2f}",
        )
    console.print(table)
