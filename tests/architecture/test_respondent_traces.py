"""No table and no log of a respondent's path can tell who, from where, when or in which order."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Column, Date, DateTime, Identity, Interval, Table, Time

from survey_core.tables import collector, issuer, releaser

ROOT = Path(__file__).parent.parent.parent
API = ROOT / "services" / "survey-api" / "src" / "survey_api"
RESPONDENT_ROOMS = ("passes", "respondents", "responses")
TABLES = [
    value
    for module in (issuer, collector, releaser)
    for value in vars(module).values()
    if isinstance(value, Table)
]
# What a log line of these rooms may say besides its fixed text: the kind of error and how many.
SAYABLE = {"error", "exc_info", "items"}
NEVER = ("user-agent", "x-forwarded-for", "x-real-ip", "forwarded")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_respondent_tables_hold_no_time_and_no_sequence(table: Table) -> None:
    assert [column.name for column in table.columns if _tells_when(column)] == []


@pytest.mark.parametrize("room", RESPONDENT_ROOMS)
def test_log_lines_of_respondent_rooms_are_fixed_texts(room: str) -> None:
    for module in (API / room).rglob("*.py"):
        for call in _log_calls(module):
            where = f"{module.name}:{call.lineno}"
            assert isinstance(call.args[0], ast.Constant), f"{where}: the text must be a constant"
            assert {*_named(call)} <= SAYABLE, f"{where}: says {sorted(_named(call))}"


def test_no_code_reads_who_asks() -> None:
    texts = {path.name: path.read_text().lower() for path in API.rglob("*.py")}

    found = {(name, header) for name, text in texts.items() for header in NEVER if f'"{header}"' in text}

    assert len(texts) > 20
    assert found == set()


def test_only_the_failure_limit_looks_at_an_address() -> None:
    """Kept in memory under an hourly salt, failures only; everything else must not touch it."""
    readers = {
        str(path.relative_to(API))
        for path in API.rglob("*.py")
        if 'scope.get("client")' in (text := path.read_text())
        or 'scope["client"]' in text
        or "request.client" in text
    }

    assert readers <= {"limits/middleware.py"}


def _tells_when(column: Column[object]) -> bool:
    server_default = str(getattr(column.server_default, "arg", ""))
    return (
        isinstance(column.type, DateTime | Date | Time | Interval)
        or isinstance(column.server_default, Identity)
        or (isinstance(column.type, BigInteger) and column.autoincrement is True)
        or any(word in server_default for word in ("now()", "uuidv7", "nextval", "timestamp"))
    )


def _log_calls(module: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(module.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in {"log", "logger", "logging"}
            and node.func.attr in {"debug", "info", "warning", "error", "exception", "critical", "log"}
        ):
            yield node


def _named(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict):
            yield from (str(key.value) for key in keyword.value.keys if isinstance(key, ast.Constant))
        else:
            yield str(keyword.arg)
    if len(call.args) > 1:
        yield "positional values"
