"""What each login may do, asked of PostgreSQL's catalogue."""

from collections import defaultdict
from typing import Any, TypeAlias

from survey_core.tables.roles import Role

LOGINS = [role.value for role in Role if role is not Role.MIGRATOR]
COLUMN_PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
TABLE_PRIVILEGES = (*COLUMN_PRIVILEGES, "DELETE", "TRUNCATE", "TRIGGER", "MAINTAIN")
Matrix: TypeAlias = dict[str, dict[str, str]]

_TABLES = """
    SELECT r.rolname AS login, c.relname AS of, p.name AS privilege
    FROM pg_roles AS r, pg_class AS c, unnest($2::text[]) AS p (name)
    WHERE r.rolname = ANY ($1) AND c.relnamespace = 'public'::regnamespace
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(r.oid, c.oid, p.name)
"""
_COLUMNS = """
    SELECT r.rolname AS login, c.relname AS of, p.name AS privilege, a.attname AS column
    FROM pg_roles AS r, pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid,
        unnest($2::text[]) AS p (name)
    WHERE r.rolname = ANY ($1) AND c.relnamespace = 'public'::regnamespace
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege(r.oid, c.oid, a.attnum, p.name)
        AND NOT has_table_privilege(r.oid, c.oid, p.name)
    ORDER BY a.attnum
"""
_ALL_TABLES = """
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1
"""
_FUNCTIONS = """
    SELECT f.oid::regprocedure::text AS of, r.rolname AS login
    FROM pg_proc AS f LEFT JOIN pg_roles AS r
        ON r.rolname = ANY ($1) AND has_function_privilege(r.oid, f.oid, 'EXECUTE')
    WHERE f.pronamespace = 'public'::regnamespace ORDER BY 1, 2
"""
_SCHEMA = """
    SELECT r.rolname AS login, has_schema_privilege(r.oid, 'public', 'USAGE') AS uses,
        has_schema_privilege(r.oid, 'public', 'CREATE') AS creates
    FROM pg_roles AS r WHERE r.rolname = ANY ($1)
"""


async def tables_of(connection: Any) -> list[str]:
    """Every table and view, in the order of names."""
    return [row["relname"] for row in await connection.fetch(_ALL_TABLES)]


async def table_matrix(connection: Any) -> Matrix:
    """Table to login to `SELECT, UPDATE (a, b)`; empty text where nothing is allowed."""
    whole: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in await connection.fetch(_TABLES, LOGINS, list(TABLE_PRIVILEGES)):
        whole[row["of"], row["login"]].add(row["privilege"])
    parts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in await connection.fetch(_COLUMNS, LOGINS, list(COLUMN_PRIVILEGES)):
        parts[row["of"], row["login"], row["privilege"]].append(row["column"])
    return {
        table: {login: ", ".join(_words(table, login, whole=whole, parts=parts)) for login in LOGINS}
        for table in await tables_of(connection)
    }


async def function_matrix(connection: Any) -> dict[str, list[str]]:
    """Function to the logins that may call it."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in await connection.fetch(_FUNCTIONS, LOGINS):
        found[row["of"]] += [row["login"]] if row["login"] else []
    return dict(found)


async def schema_matrix(connection: Any) -> dict[str, str]:
    """Login to what it may do in the schema."""
    rows = await connection.fetch(_SCHEMA, LOGINS)
    words = {row["login"]: [*(["USAGE"] * row["uses"]), *(["CREATE"] * row["creates"])] for row in rows}
    return {login: ", ".join(words[login]) for login in LOGINS}


def _words(
    table: str,
    login: str,
    *,
    whole: dict[tuple[str, str], set[str]],
    parts: dict[tuple[str, str, str], list[str]],
) -> list[str]:
    words = []
    for privilege in TABLE_PRIVILEGES:
        if privilege in whole[table, login]:
            words.append(privilege)
        elif columns := parts.get((table, login, privilege)):
            words.append(f"{privilege} ({', '.join(columns)})")
    return words
