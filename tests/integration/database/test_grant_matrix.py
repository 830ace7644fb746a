"""Every table, column and function against every login: a committed matrix, the catalogue, and a try."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from survey_core.tables.roles import Role
from tests.integration.database.grant_matrix import (
    LOGINS,
    Matrix,
    function_matrix,
    schema_matrix,
    table_matrix,
    tables_of,
)

ROOT = Path(__file__).parent.parent.parent.parent
EXPECTED = Path(__file__).parent / "grants.json"
ACTUAL = ROOT / "build" / "grants.json"
#: What no login may do with any table; owning is the migrator's.
NEVER = ("TRUNCATE", "TRIGGER", "REFERENCES")
#: Answers, what is counted from them, and cores: no login of the API may read any of it.
UNPUBLISHED = (
    *("answers", "routing_counts", "release_counts", "subgroup_sums"),
    *("interim_responses", "interim_releases", "withheld_tables"),
)
API_LOGINS = (Role.ADMIN, Role.ISSUER, Role.COLLECTOR)


def expected() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(EXPECTED.read_text())
    return document


async def test_the_catalogue_says_what_is_committed(superuser: Any) -> None:
    """A new table, column or function without a decision fails here."""
    actual = {
        "schema": await schema_matrix(superuser),
        "tables": await table_matrix(superuser),
        "functions": await function_matrix(superuser),
    }
    ACTUAL.parent.mkdir(exist_ok=True)
    ACTUAL.write_text(json.dumps(actual, indent=1) + "\n")

    assert actual == expected(), f"if every difference is meant: cp {ACTUAL} {EXPECTED}"


@pytest.mark.parametrize("role", LOGINS)
async def test_trying_agrees_with_the_matrix(as_login: Any, superuser: Any, role: str) -> None:
    connection = await as_login(Role(role))
    columns = await columns_of(superuser)
    wrong = []
    for table, words in ((table, row[role]) for table, row in expected()["tables"].items()):
        for privilege, column, statement in statements(table, columns[table]):
            allowed = is_allowed(words, privilege=privilege, column=column)
            if await is_let_through(connection, statement) is not allowed:
                wrong.append(f"{statement} (expected to be {'allowed' if allowed else 'refused'})")

    assert wrong == []


async def test_functions_are_refused_to_all_others(as_login: Any) -> None:
    for function, callers in expected()["functions"].items():
        name, kinds = function.removesuffix(")").split("(")
        call = f"SELECT {name}({', '.join(f'NULL::{kind}' for kind in kinds.split(',') if kind)})"
        for role in LOGINS:
            if role not in callers:
                assert not await is_let_through(await as_login(Role(role)), call), (role, function)


def test_no_login_owns_or_empties_and_none_of_the_api_reads_what_no_rule_has_rounded() -> None:
    tables: Matrix = expected()["tables"]

    assert [
        one for row in tables.values() for one in row.values() if any(word in one for word in NEVER)
    ] == []
    assert {tables[table][login] for table in UNPUBLISHED for login in API_LOGINS} == {""}
    assert "core" not in tables["profiles"][Role.ADMIN]
    assert tables["profiles"][Role.ADMIN].startswith("SELECT (")
    intake = tables["sealed_responses"]
    assert not any(is_allowed(intake[login], privilege="SELECT", column="sealed") for login in API_LOGINS)
    assert {
        row[Role.REPORTER] for name, row in tables.items() if name in {"access_codes", "spent_passes"}
    } == {""}
    assert all(words == "USAGE" for words in expected()["schema"].values())


def test_the_page_about_the_database_says_the_same() -> None:
    """docs/database.md has a row for each table, and a cell exactly where a login may do something."""
    text = (ROOT / "docs" / "database.md").read_text()
    header, *rows = [line for line in text.splitlines() if line.startswith("| ") and line.count("|") == 7]
    logins = [f"throughline_{name.strip()}" for name in header.strip("|").split("|")[1:]]
    told = {}
    for row in rows:
        names, *cells = row.strip("|").split("|")
        for table in re.findall(r"`(\w+)`", names):
            told[table] = {login: bool(cell.strip()) for login, cell in zip(logins, cells, strict=True)}
    tables: Matrix = expected()["tables"]
    may = {table: {login: bool(words) for login, words in row.items()} for table, row in tables.items()}

    assert set(logins) == set(LOGINS)
    assert told == may


async def columns_of(superuser: Any) -> dict[str, dict[str, str]]:
    """Table to column to its type."""
    rows = await superuser.fetch(
        "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) AS type FROM pg_class AS c"
        " JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE a.attnum > 0 AND NOT a.attisdropped"
        " AND c.relnamespace = 'public'::regnamespace"
    )
    found: dict[str, dict[str, str]] = {table: {} for table in await tables_of(superuser)}
    for row in rows:
        if row["relname"] in found:
            found[row["relname"]][row["attname"]] = row["type"]
    return found


def statements(table: str, columns: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(privilege, column, a statement that needs just it and touches no row)."""
    for column, kind in columns.items():
        nothing = f"SELECT NULL::{kind} WHERE false"
        yield "SELECT", column, f'SELECT "{column}" FROM {table} WHERE false'  # noqa: S608 - the same
        yield "INSERT", column, f'INSERT INTO {table} ("{column}") OVERRIDING SYSTEM VALUE {nothing}'
        yield "UPDATE", column, f'UPDATE {table} SET "{column}" = DEFAULT WHERE false'  # noqa: S608 - the same
    yield "DELETE", "", f"DELETE FROM {table} WHERE false"  # noqa: S608 - the same
    yield "TRUNCATE", "", f"TRUNCATE {table}"


def is_allowed(words: str, *, privilege: str, column: str) -> bool:
    """Whether the matrix's words allow a privilege on a column, or on the table."""
    if (found := re.search(rf"\b{privilege}\b(?: \(([^)]*)\))?", words)) is None:
        return False
    return found[1] is None or column in found[1].split(", ")


async def is_let_through(connection: Any, statement: str) -> bool:
    """Whether PostgreSQL lets a login do it; whatever was done is undone."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute(statement)
    except (
        asyncpg.InsufficientPrivilegeError,
        asyncpg.ObjectNotInPrerequisiteStateError,
        asyncpg.WrongObjectTypeError,
    ):
        return False  # the others: views that nobody can write through
    except asyncpg.PostgresError:
        return True  # it went past the check of rights
    else:
        return True
    finally:
        await transaction.rollback()
