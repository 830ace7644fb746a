"""Change one thing at a time in the statistics and see whether a test notices.

    python -m tests.mutation [SAMPLE] [SEED]        default: 400 mutants, seed 3

`uvx` fetches cosmic-ray, which is not among the project's dependencies; COSMIC_RAY may name another command.
It edits files, so it works on copies in build/mutants, one a processor. Every mutant runs the unit tests of
psychometrics without third-party data, those of its own module first (`run`). Survivors are printed as
diffs and kept in build/mutants/survivors.txt.

Left out are changes that break every run whatever the tests: bit operators put between numbers, and anything
done to the bars of annotations.
"""

import os
import random
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutation.run import MODULES

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "mutants"
COSMIC_RAY = shlex.split(os.environ.get("COSMIC_RAY", "uvx --quiet --from cosmic-ray==8.7.0 cosmic-ray"))
SOURCES = "services/scoring-worker/src:services/survey-core/src:."
SHARDS = os.cpu_count() or 1
TIMEOUT = 120.0  # seconds; a mutant may loop
BIT_OPERATORS = ("_RShift", "_LShift", "_BitAnd", "_BitOr", "_BitXor")


def main(sample: int = 400, seed: int = 3) -> int:
    """Prepare the copies, try the mutants, print what lived; the exit code says whether anything did."""
    shutil.rmtree(WORK, ignore_errors=True)
    trees = [WORK / f"tree{shard}" for shard in range(SHARDS)]
    for tree in trees:
        _prepare(tree)
    kept = _keep(trees, sample=sample, seed=seed)
    print(f"{kept} mutants, seed {seed}", flush=True)  # noqa: T201 - the report
    with ThreadPoolExecutor(SHARDS) as pool:
        list(pool.map(lambda tree: _cosmic_ray(tree, "exec", "mutants.toml", "session.sqlite"), trees))
    survivors = sorted(diff for tree in trees for diff in _survivors(tree))
    (WORK / "survivors.txt").write_text("\n\n".join(survivors) + "\n")
    print(*survivors, f"{len(survivors)} of {kept} survived", sep="\n\n")  # noqa: T201
    return 1 if survivors else 0


def _prepare(tree: Path) -> None:
    """Copy what the tests need, see them pass unchanged, and list every possible mutant."""
    for part in ("services", "tests"):
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(tree / MODULES, tree / "unchanged")
    shutil.copy(ROOT / "pyproject.toml", tree)
    command = (
        f"env PYTHONPATH={SOURCES} PYTHONDONTWRITEBYTECODE=1 REFERENCE_DATA_DIR=none OMP_NUM_THREADS=1 "
        f"{sys.executable} -m tests.mutation.run"
    )
    (tree / "mutants.toml").write_text(
        f'[cosmic-ray]\nmodule-path = "{MODULES}"\ntimeout = {TIMEOUT}\nexcluded-modules = []\n'
        f'test-command = "{command}"\n\n[cosmic-ray.distributor]\nname = "local"\n'
    )
    subprocess.run(shlex.split(command), cwd=tree, check=True)  # noqa: S603 - our own command
    _cosmic_ray(tree, "init", "mutants.toml", "session.sqlite")


def _cosmic_ray(tree: Path, *arguments: str) -> None:
    subprocess.run([*COSMIC_RAY, *arguments], cwd=tree, check=True)  # noqa: S603 - as is this


def _keep(trees: list[Path], *, sample: int, seed: int) -> int:
    """Draw the sample, share it out, and let every copy forget the rest; how many are left."""
    with sqlite3.connect(trees[0] / "session.sqlite") as session:
        able = list(_able(session, trees[0]))
    kept = random.Random(seed).sample(able, min(sample, len(able)))  # noqa: S311 - not a secret
    for shard, tree in enumerate(trees):
        with sqlite3.connect(tree / "session.sqlite") as session:
            own = set(kept[shard :: len(trees)])
            jobs = [(job,) for job, *place in session.execute(_MUTANTS) if tuple(place) not in own]
            session.executemany("DELETE FROM mutation_specs WHERE job_id = ?", jobs)
            session.executemany("DELETE FROM work_items WHERE job_id = ?", jobs)
    return len(kept)


_MUTANTS = (
    "SELECT job_id, module_path, start_pos_row, start_pos_col, operator_name, operator_args, occurrence"
    " FROM mutation_specs ORDER BY module_path, start_pos_row, operator_name, occurrence"
)


def _able(session: sqlite3.Connection, tree: Path) -> Iterator[tuple[object, ...]]:
    for _, module, line, column, operator, *which in session.execute(_MUTANTS):
        if _tells(tree / module, operator, line=line):
            yield module, line, column, operator, *which


def _tells(module: Path, operator: str, *, line: int) -> bool:
    """Whether a mutant says anything about the tests, see the top of this file."""
    source = module.read_text().splitlines()[line - 1]
    annotation = "| None" in source or "None |" in source or source.lstrip().startswith("def ")
    return not operator.endswith(BIT_OPERATORS) and not (annotation and "BitOr" in operator)


def _survivors(tree: Path) -> list[str]:
    with sqlite3.connect(tree / "session.sqlite") as session:
        query = "SELECT diff FROM work_results WHERE test_outcome = 'SURVIVED' ORDER BY diff"
        return [diff for (diff,) in session.execute(query)]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
