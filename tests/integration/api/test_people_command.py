"""`python -m survey_api.people`: what it refuses in one clear line, and what it prints and stores."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from survey_api.people.__main__ import main

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def query(database_url: str, role_secret_file: Path, key_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask the database, from an environment like the API's."""
    environment = {
        "DATABASE_URL": database_url,
        "ROLE_SECRET_FILE": str(role_secret_file),
        "ISSUER_KEY_DIR": str(key_dir),
        "NATS_URL": "nats://127.0.0.1:1",
        "PUBLIC_URL": "https://survey.example",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def ask(statement: str, *arguments: Any) -> Any:
        async def once() -> Any:
            connection = await asyncpg.connect(database_url)
            try:
                return await connection.fetchval(statement, *arguments)
            finally:
                await connection.close()

        return asyncio.run(once())

    return ask


def test_it_invites_once_and_prints_links_that_work_once(query: Any, capsys: Any) -> None:
    first, second = [str(query("INSERT INTO districts (name) VALUES ('x') RETURNING id")) for _ in range(2)]
    email = ["--email", "Office@Lakeview.example"]

    def refused(*arguments: str) -> str:
        assert main([*arguments]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        return str(said.err)

    assert "must be an address" in refused("link", "--email", "nobody")
    assert "nobody of this address was invited" in refused("link", *email)
    assert "name the district" in refused("invite", *email)
    assert "there is no district" in refused("invite", *email, "--district", NOWHERE)
    assert main(["invite", *email, "--district", first]) == 0
    page, _, token = capsys.readouterr().out.strip().partition("#t=")
    assert page == "https://survey.example/sign-in/"
    assert "was invited before" in refused("invite", *email, "--district", first)
    assert main(["link", *email, "--minutes", "60"]) == 0
    capsys.readouterr()
    assert main(["invite", *email, "--district", second, "--role", "viewer"]) == 0
    capsys.readouterr()
    assert "several districts" in refused("link", *email)
    query("UPDATE people SET disabled_at = now() WHERE district_id = $1::text::uuid", second)
    assert "kept out" in refused("link", *email, "--district", second)

    stored = "SELECT role FROM sign_in_links JOIN people ON people.id = person_id WHERE token_hash = $1"
    assert query(stored, hashlib.sha256(token.encode()).digest()) == "district_administrator"
    latest = "SELECT count(*) FROM sign_in_links WHERE expires_at > now() + interval '59 min'"
    assert query(latest) == 1
    lines = "SELECT string_agg(actor || ' ' || action, ', ' ORDER BY id) FROM audit_log"
    both = "command person.invited, command person.link_made"
    assert query(lines) == f"{both}, command person.link_made, {both}"


def test_a_database_that_is_away_is_said_in_one_line(
    query: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")

    assert main(["link", "--email", "office@lakeview.example"]) == 1

    said = capsys.readouterr().err
    assert said.startswith("people: the database cannot be used")
    assert said.count("\n") == 1
    assert query("SELECT count(*) FROM audit_log") == 0
