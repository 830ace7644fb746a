"""Equal cores give equal bytes, whoever computes them: one worker or four, any order, any hash seed."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fixtures.build_documents import SCHOOLS, documents

ROOT = Path(__file__).parents[3]


def in_a_process(order: int) -> dict[str, str]:
    """A quarter of the schools, computed elsewhere: another order, hash seed and number of threads."""
    found = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.fixtures.build_documents", str(order), *SCHOOLS[order - 1 :: 4]],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": str(order), "OMP_NUM_THREADS": str(1 + order % 2)},
        stdout=subprocess.PIPE,
        timeout=120,
        check=True,
    )
    content: dict[str, str] = json.loads(found.stdout)
    return content


def test_one_worker_or_four() -> None:
    alone = documents(0, SCHOOLS)

    with ThreadPoolExecutor(4) as four:
        parts = list(four.map(in_a_process, [1, 2, 3, 4]))

    assert {code: alone[code] for code in SCHOOLS} == {k: v for part in parts for k, v in part.items()}


def test_the_order_of_rows_schools_and_factors_means_nothing() -> None:
    assert documents(0, SCHOOLS) == documents(5, SCHOOLS)


def test_another_answer_is_another_document() -> None:
    """Positive control: schools differ, so their documents do, and the summary has bytes of its own."""
    assert len(set(documents(0, SCHOOLS).values())) == len(SCHOOLS) + 1
