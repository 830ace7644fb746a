"""The embedded servers: settings that keep traces out, and messages for what may be wrong on disk."""

import asyncio
import os
from pathlib import Path

import asyncpg
import nats
import pytest

from infra.local.cluster import read_settings
from infra.local.errors import LocalError
from infra.local.nats import EmbeddedNats
from infra.local.postgres import SETTINGS_FILE, EmbeddedPostgres


def test_a_directory_that_is_no_cluster_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "holiday.jpg").write_text("x")

    with pytest.raises(LocalError, match="holds files but no PostgreSQL cluster"):
        EmbeddedPostgres(tmp_path / "pg").start()

    assert [path.name for path in (tmp_path / "pg").iterdir()] == ["holiday.jpg"]


def test_a_cluster_of_another_major_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("14\n")

    with pytest.raises(
        LocalError, match=r"made by PostgreSQL 14; this version of Throughline runs PostgreSQL 18"
    ):
        EmbeddedPostgres(tmp_path / "pg").start()


def test_a_broken_cluster_names_the_part_and_its_log(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "pg")
    server.start()
    server.stop()
    (tmp_path / "pg" / "global" / "pg_control").unlink()

    with pytest.raises(LocalError, match=r"PostgreSQL stopped with exit code(.|\n)*pg_control"):
        server.start()


def test_every_setting_of_the_file_is_in_force(postgres: EmbeddedPostgres) -> None:
    expected = read_settings(SETTINGS_FILE)
    rows = postgres.sql("SELECT name || '=' || current_setting(name) FROM pg_settings").splitlines()
    actual = dict(row.split("=", 1) for row in rows)

    assert len(expected) > 20
    assert {name: actual[name] for name in expected} == expected


async def test_a_failing_statement_leaves_no_value_in_the_log(postgres: EmbeddedPostgres) -> None:
    connection = await asyncpg.connect(postgres.url)
    try:
        await connection.execute("CREATE TABLE canary (code text PRIMARY KEY)")
        await connection.execute("INSERT INTO canary VALUES ($1)", "CANARY7QX")
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute("INSERT INTO canary VALUES ($1)", "CANARY7QX")
        await connection.execute("DROP TABLE canary")
    finally:
        await connection.close()

    log = postgres.child.log_file.read_text()
    assert "duplicate key" in log  # the error itself is there: this log does record failures
    assert "CANARY7QX" not in log
    assert "INSERT" not in log


async def test_a_login_other_than_the_superuser_needs_its_password(postgres: EmbeddedPostgres) -> None:
    postgres.sql("CREATE ROLE visitor LOGIN PASSWORD 'right'")
    url = postgres.url.replace("postgres@", "visitor:wrong@")

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(url)
    connection = await asyncpg.connect(url.replace("wrong", "right"))
    await connection.close()
    postgres.sql("DROP ROLE visitor")


def test_a_long_path_gets_a_short_private_socket_directory(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("long" * 30) / "pg")
    server.start()
    try:
        assert len(os.fsencode(server.socket_dir)) < 90
        assert server.socket_dir.stat().st_mode & 0o777 == 0o700
        assert server.sql("SELECT 40 + 2") == "42"
    finally:
        server.stop()
    assert not server.socket_dir.exists()


def test_a_server_left_by_a_killed_supervisor_is_ended_before_the_next_start(tmp_path: Path) -> None:
    first = EmbeddedPostgres(tmp_path / "pg")
    first.start()
    second = EmbeddedPostgres(tmp_path / "pg")
    second.start()
    try:
        assert not first.child.running
        assert second.sql("SELECT 1") == "1"
    finally:
        second.stop()


async def test_nats_keeps_file_streams_and_asks_for_its_token(tmp_path: Path) -> None:
    server = EmbeddedNats(tmp_path / "nats")
    server.start()
    try:
        client = await nats.connect(server.url)
        stream = client.jetstream()
        await stream.add_stream(name="KEPT", subjects=["kept.>"])
        await stream.publish("kept.one", b"1")
        await client.close()
        server.stop()
        server.start()
        client = await nats.connect(server.url)
        info = await client.jetstream().stream_info("KEPT")
        assert info.state.messages == 1
        await client.close()
        assert (tmp_path / "nats" / "nats.conf").stat().st_mode & 0o777 == 0o600
        assert b"Authorization Violation" in await _greet(server.url, token="guess")
    finally:
        server.stop()


async def _greet(url: str, *, token: str) -> bytes:
    """Speak NATS by hand with a token of our choice; returns all the server says."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    writer.write(b'CONNECT {"verbose":false,"auth_token":"%s"}\r\nPING\r\n' % token.encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer
