"""What a log line may hold."""

import json
import logging

import pytest
import structlog

from survey_api import logs

CANARY = "CANARY7K2M9QXD"


def fail() -> None:
    secret = CANARY  # noqa: F841 - a local variable that must not be printed
    raise ValueError(f"cannot read {CANARY}")


def test_an_exceptions_message_and_locals_stay_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")
    try:
        fail()
    except ValueError as error:
        structlog.get_logger("x").error("it failed", exc_info=error)

    line = json.loads(capsys.readouterr().out)
    assert line["error"] == "ValueError"
    assert line["places"][-1].endswith(" fail")
    assert CANARY not in json.dumps(line)


@pytest.mark.parametrize("name", ["sqlalchemy.pool", "uvicorn.error", "asyncio", "anything"])
def test_libraries_exceptions_are_cut_the_same_way(capsys: pytest.CaptureFixture[str], name: str) -> None:
    logs.configure("debug")
    try:
        fail()
    except ValueError:
        logging.getLogger(name).exception("with %s", CANARY)

    line = json.loads(capsys.readouterr().out)
    assert line == {
        "event": "exception",
        "logger": name,
        "error": "ValueError",
        "places": line["places"],
        "level": "error",
    }


def test_there_is_no_access_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("debug")

    logging.getLogger("uvicorn.access").info('%s - "%s %s" %d', "192.0.2.7:1", "POST", "/v1/passes", 200)

    assert capsys.readouterr().out == ""


def test_levels_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning")

    structlog.get_logger("x").info("quiet")
    structlog.get_logger("x").warning("loud")

    assert [json.loads(line)["event"] for line in capsys.readouterr().out.splitlines()] == ["loud"]
