"""Change one thing at a time in the statistics and see whether a test notices.

    python -m tests.mutation [SAMPLE] [SEED]        default: 400 mutants, seed 3

`uvx` fetches cosmic-ray, which is not among the project's dependencies; COSMIC_RAY may name another command.
It edits files, so it works on a copy in build/mutants. Every mutant runs the unit tests of psychometrics
without third-party data. Survivors are printed as diffs and kept in build/mutants/survivors.txt.

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
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "mutants"
SESSION, TREE = WORK / "session.sqlite", WORK / "tree"
COSMIC_RAY = shlex.split(os.environ.get("COSMIC_RAY", "uvx --quiet --from cosmic-ray==8.7.0 cosmic-ray"))
SOURCES = "services/scoring-worker/src:services/survey-core/src:."
MODULES = "services/scoring-worker/src/scoring_worker/psychometrics"
TESTS = "tests/unit/scoring_worker/psychometrics"
SLOW = ("coverage", "reliability_reference")  # test files; what they check, others check faster
TIMEOUT = 120.0  # seconds; a mutant may loop
BIT_OPERATORS = ("_RShift", "_LShift", "_BitAnd", "_BitOr", "_BitXor")


def main(sample: int = 400, seed: int = 3) -> int:
    """Prepare the copy, try the mutants, print what lived; the exit code says whether anything did."""
    _prepare()
    kept = _keep(sample, seed=seed)
    print(f"{kept} mutants, seed {seed}", flush=True)  # noqa: T201 - the report
    _cosmic_ray("exec", "mutants.toml", str(SESSION))
    survivors = _survivors()
    (WORK / "survivors.txt").write_text("\n\n".join(survivors) + "\n")
    print(*survivors, f"{len(survivors)} of {kept} survived", sep="\n\n")  # noqa: T201
    return 1 if survivors else 0


def _prepare() -> None:
    """Copy what the tests need, see them pass unchanged, and list every possible mutant."""
    shutil.rmtree(WORK, ignore_errors=True)
    for part in ("services", "tests"):
        shutil.copytree(ROOT / part, TREE / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", TREE)
    (TREE / "mutants.toml").write_text(
        f'[cosmic-ray]\nmodule-path = "{MODULES}"\ntimeout = {TIMEOUT}\nexcluded-modules = []\n'
        f'test-command = "{_tests()}"\n\n[cosmic-ray.distributor]\nname = "local"\n'
    )
    subprocess.run(shlex.split(_tests()), cwd=TREE, check=True)  # noqa: S603 - our own command
    _cosmic_ray("init", "mutants.toml", str(SESSION))


def _tests() -> str:
    """The command that must fail on a mutant; it runs in the copy and imports from it."""
    ignored = " ".join(f"--ignore {TESTS}/test_{name}.py" for name in SLOW)
    return (
        f"env PYTHONPATH={SOURCES} PYTHONDONTWRITEBYTECODE=1 REFERENCE_DATA_DIR=none OMP_NUM_THREADS=1 "
        f"{sys.executable} -m pytest -q -x --noconftest -p tests.mutation.fast -p no:cacheprovider "
        f"-k 'not nominal_coverage' {ignored} {TESTS}"
    )


def _cosmic_ray(*arguments: str) -> None:
    subprocess.run([*COSMIC_RAY, *arguments], cwd=TREE, check=True)  # noqa: S603 - as is this


def _keep(sample: int, *, seed: int) -> int:
    """Draw the sample and forget the rest; how many are left."""
    with sqlite3.connect(SESSION) as session:
        query = "SELECT job_id, module_path, operator_name, start_pos_row FROM mutation_specs"
        rows = session.execute(f"{query} ORDER BY module_path, start_pos_row, operator_name, occurrence")
        able = [job for job, module, operator, line in rows if _tells(Path(module), operator, line=line)]
        kept = random.Random(seed).sample(able, min(sample, len(able)))  # noqa: S311 - not a secret
        session.execute("CREATE TEMP TABLE kept (job_id TEXT PRIMARY KEY)")
        session.executemany("INSERT INTO kept VALUES (?)", [(job,) for job in kept])
        session.execute("DELETE FROM mutation_specs WHERE job_id NOT IN (SELECT job_id FROM kept)")
        session.execute("DELETE FROM work_items WHERE job_id NOT IN (SELECT job_id FROM kept)")
    return len(kept)


def _tells(module: Path, operator: str, *, line: int) -> bool:
    """Whether a mutant says anything about the tests, see the top of this file."""
    source = (TREE / module).read_text().splitlines()[line - 1]
    annotation = "| None" in source or "None |" in source or source.lstrip().startswith("def ")
    return not operator.endswith(BIT_OPERATORS) and not (annotation and "BitOr" in operator)


def _survivors() -> list[str]:
    with sqlite3.connect(SESSION) as session:
        query = "SELECT diff FROM work_results WHERE test_outcome = 'SURVIVED' ORDER BY diff"
        return [diff for (diff,) in session.execute(query)]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
