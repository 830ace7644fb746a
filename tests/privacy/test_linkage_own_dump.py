from pathlib import Path

import pytest

from tests.privacy.linkage.__main__ import main

HEALTHY = {
    "participations (id, state)": ["p1\tpublished", "p2\topen"],
    "answers (participation_id, factor, block)": ["p1\talpha\t{{1,5},{2,1},{2,4}}", "p1\tbeta\t{}"],
    "spent_passes (participation_id, pass_hash)": ["p1\t\\\\x0a", "p1\t\\\\xf0"],
    "access_codes (participation_id, code_hash, blinded_hash, replacement)": ["p2\t\\\\x01\t\\N\tf"],
    "sealed_responses (participation_id, pass_hash, sealed)": ["p2\t\\\\x02\t\\\\xff"],
}


def written(path: Path, **changes: list[str]) -> str:
    tables = {head: changes.get(head.partition(" ")[0], rows) for head, rows in HEALTHY.items()}
    text = "-- a dump\n\n"
    for head, rows in tables.items():
        text += f"COPY public.{head} FROM stdin;\n" + "".join(f"{row}\n" for row in rows) + "\\.\n\n"
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize(
    ("table", "rows", "said"),
    [
        ("answers", ["p1\talpha\t{{2,1},{1,5}}"], "alpha is not sorted"),
        ("spent_passes", ["p1\t\\\\xf0", "p1\t\\\\x0a"], "passes are not sorted"),
        ("access_codes", ["p1\t\\\\x01\t\\N\tf"], "rows left in access_codes"),
        ("sealed_responses", ["p1\t\\\\x02\t\\\\xff"], "rows left in sealed_responses"),
    ],
)
def test_what_should_not_be_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, rows: list[str], said: str
) -> None:
    assert main([written(tmp_path / "dump.sql", **{table: rows})]) == 1
    assert said in capsys.readouterr().out


def test_a_healthy_dump_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([written(tmp_path / "dump.sql")]) == 0
    assert "1 released participations, 2 blocks" in capsys.readouterr().out


def test_a_dump_without_answers_proves_nothing(tmp_path: Path) -> None:
    assert main([written(tmp_path / "dump.sql", answers=[])]) == 2


@pytest.mark.parametrize(
    ("content", "said"), [(None, "No such file"), (b"PGDMP\x01\x10\xff", "make a plain dump")]
)
def test_what_cannot_be_read_is_said_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    file = tmp_path / "dump.sql"
    if content is not None:
        file.write_bytes(content)

    assert main([str(file)]) == 2
    assert said in capsys.readouterr().out


def test_help_says_how_to_make_a_dump(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])

    assert stopped.value.code == 0
    assert "pg_dump --file DUMP.sql" in capsys.readouterr().out
