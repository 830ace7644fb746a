"""The statistics know arrays and numbers, and nothing of the product."""

import ast
import sys
from pathlib import Path

import scoring_worker.psychometrics


def test_psychometrics_import_numpy_and_scipy_only() -> None:
    folder = Path(scoring_worker.psychometrics.__file__).parent

    for source in folder.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = name.split(".")[0]
                known = top in {"numpy", "scipy"} or top in sys.stdlib_module_names
                assert known or name.startswith("scoring_worker.psychometrics."), (source.name, name)
