"""`python -m tests.mutation.run` in a copy: fails if any test notices what was changed there.

The tests of the changed module run first, so that most mutants cost seconds; one that lives meets all.
"""

import filecmp
import sys
from pathlib import Path

import pytest

MODULES = "services/scoring-worker/src/scoring_worker/psychometrics"
TESTS = Path("tests/unit/scoring_worker/psychometrics")
GOLDEN = str(TESTS.parent / "test_reference_golden.py")
SLOW = ("test_coverage.py", "test_reliability_reference.py")  # what they check, others check faster
OPTIONS = ("-q", "-x", "--noconftest", "-p", "tests.mutation.fast", "-p", "no:cacheprovider")


def main() -> int:
    """Run the tests of what was changed, then the others; the first failure ends it."""
    files = [*sorted(str(path) for path in TESTS.glob("test_*.py") if path.name not in SLOW), GOLDEN]
    first = [path for path in files if any(Path(path).stem == f"test_{name}" for name in _changed())]
    others = [path for path in files if path not in first]
    return pytest.main([*OPTIONS, "-k", "not nominal_coverage", *first, *others])


def _changed() -> list[str]:
    names = [path.name for path in Path(MODULES).glob("*.py")]
    _, different, unreadable = filecmp.cmpfiles(MODULES, "unchanged", names, shallow=False)
    return [Path(name).stem for name in (*different, *unreadable)]


if __name__ == "__main__":
    sys.exit(main())
