"""`make fuzz`: the same as the test, until so many requests were sent; a table, and build/fuzz.json."""

import argparse
import json
import os
import secrets
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from infra.local.nats import EmbeddedNats
from infra.local.postgres import EmbeddedPostgres
from tests.contract.fuzz import Report, run
from tests.contract.seeded import seed
from tests.fixtures.live_api import quiet_settings, serving
from tests.fixtures.servers import Migrated, migrate_template

OUT = Path(__file__).resolve().parents[2] / "build" / "fuzz.json"


def main() -> int:
    """Send requests in rounds, each with a fresh database and other random numbers; 1 if a promise broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract", description=__doc__)
    parser.add_argument(
        "--cases", type=int, default=50_000, help="stop after the round that reaches this many"
    )
    parser.add_argument(
        "--examples", type=int, default=40, help="random requests for each operation in a round"
    )
    parser.add_argument("--seed", type=int, default=None, help="of the first round, to see a failure again")
    given = parser.parse_args()
    total, started = Report(), time.monotonic()
    first = given.seed if given.seed is not None else secrets.randbelow(2**32)
    with ExitStack() as opened:
        directory = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="tl-")))
        postgres, nats = EmbeddedPostgres(directory / "pg"), EmbeddedNats(directory / "nats")
        for server in (postgres, nats):
            server.start()
            opened.callback(server.stop)
        migrated = migrate_template(postgres, directory)
        for number in range(first, first + 1000):
            one = _round(migrated, nats.url, directory, number=number, examples=given.examples)
            _merge(total, one, number=number)
            _write(total, first=first, seconds=time.monotonic() - started)
            print(f"seed {number}: {total.n_cases} requests, {len(total.failures)} failures", flush=True)  # noqa: T201 - a tool's answer
            if total.n_cases >= given.cases:
                break
    _print(total)
    return 1 if total.failures else 0


def _round(migrated: Migrated, nats_url: str, directory: Path, *, number: int, examples: int) -> Report:
    key_dir = directory / f"issuer-{number}"
    key_dir.mkdir(mode=0o700)
    admin_key = migrated.admin_key_file.read_text().strip()
    with (
        quiet_settings(migrated, nats_url=nats_url, key_dir=key_dir) as settings,
        serving(settings, everybody_apart=True) as base_url,
    ):
        database_url = settings.database_url.get_secret_value()
        seeded = seed(base_url=base_url, database_url=database_url, admin_key=admin_key, key_dir=key_dir)
        return run(base_url, seeded, seed=number, examples=examples, sequences=examples, same_each_time=False)


def _merge(total: Report, one: Report, *, number: int) -> None:
    total.cases.update(one.cases)
    for name, text in one.failures.items():
        total.failures.setdefault(name, f"seed {number}\n{text}")
    total.documented |= one.documented
    for operation, statuses in one.statuses.items():
        total.statuses[operation] |= statuses


def _write(total: Report, *, first: int, seconds: float) -> None:
    OUT.parent.mkdir(exist_ok=True)
    found = {
        "cases": total.n_cases,
        "by_phase": dict(total.cases),
        "first_seed": first,
        "seconds": round(seconds),
        "cases_per_second": round(total.n_cases / seconds, 1),
        "failures": total.failures,
        "documented_but_never_seen": total.never_seen(),
    }
    OUT.write_text(json.dumps(found, indent=2) + os.linesep, encoding="utf-8")


def _print(total: Report) -> None:
    rows = [f"{phase:<12} {n:>8}" for phase, n in Counter(total.cases).most_common()]
    lines = [
        *rows,
        f"{'all':<12} {total.n_cases:>8}",
        f"failures     {len(total.failures):>8}",
        *total.failures,
    ]
    missing = total.never_seen()
    lines += [
        "documented, but never seen:",
        *(f"  {name}: {', '.join(all_)}" for name, all_ in missing.items()),
    ]
    print("\n".join(lines))  # noqa: T201 - a tool's answer


if __name__ == "__main__":
    raise SystemExit(main())
