"""Import rules that import-linter cannot express: allow-lists, and rooms nobody told it about."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
API = ROOT / "services" / "survey-api" / "src" / "survey_api"
PSYCHOMETRICS = ROOT / "services" / "scoring-worker" / "src" / "scoring_worker" / "psychometrics"
DISCLOSURE = ROOT / "services" / "survey-core" / "src" / "survey_core" / "disclosure"
LAYERS = {"endpoints", "service", "queries", "schemas"}


def imported(module: Path) -> Iterator[str]:
    """Every module name a file imports, `from x import y` as `x`."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_psychometrics_knows_numpy_scipy_and_itself_only() -> None:
    allowed = {"numpy", "scipy", *sys.stdlib_module_names}
    modules = list(PSYCHOMETRICS.rglob("*.py"))

    found = {
        (module.name, name)
        for module in modules
        for name in imported(module)
        if name.partition(".")[0] not in allowed and not name.startswith("scoring_worker.psychometrics")
    }

    assert len(modules) > 3
    assert found == set()


def test_disclosure_knows_nothing_of_ours() -> None:
    modules = list(DISCLOSURE.rglob("*.py"))

    found = {
        (module.name, name)
        for module in modules
        for name in imported(module)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith("survey_core.disclosure")
    }

    assert len(modules) > 3
    assert found == set()


def test_every_room_of_the_api_is_known_to_the_linter() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    listed = set(next(contract for contract in contracts if contract["id"] == "rooms")["containers"])

    rooms = {f"survey_api.{path.parent.name}" for layer in LAYERS for path in API.glob(f"*/{layer}.py")}

    assert len(rooms) > 3
    assert rooms == listed
