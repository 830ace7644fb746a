"""Nothing a respondent sent may reach a log line, whatever raised."""

import logging
import subprocess
import sys

import pytest
import structlog

from scoring_worker.logs import WorkerError, configure_logging, describe

CANARY = "canary-7f3a"


@pytest.fixture(autouse=True)
def _restore_logging() -> object:
    handlers, hook = logging.getLogger().handlers[:], sys.excepthook
    yield
    logging.getLogger().handlers[:] = handlers
    sys.excepthook = hook
    structlog.reset_defaults()


def raised(error: Exception) -> Exception:
    try:
        raise error  # noqa: TRY301 - the traceback is what is wanted
    except Exception as caught:  # noqa: BLE001 - any error
        return caught


def test_messages_of_foreign_errors_are_dropped() -> None:
    told = describe(raised(KeyError(CANARY)))

    assert CANARY not in str(told)
    assert told["error"] == "builtins.KeyError"
    assert "test_logs.py" in str(told["at"])


def test_messages_of_our_own_errors_and_their_members_are_told() -> None:
    group = ExceptionGroup(CANARY, [WorkerError("KEK_DIR is missing"), ValueError(CANARY)])

    assert "KEK_DIR is missing" in str(describe(group))
    assert CANARY not in str(describe(group))


@pytest.mark.parametrize("level", ["debug", "error"])
def test_lines_of_libraries_keep_their_template_only(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level)

    logging.getLogger("asyncpg").error("duplicate key %s", CANARY)
    logging.getLogger("asyncpg").error(f"Key (pass_hash)=({CANARY})")  # noqa: G004 - what a library might do
    structlog.get_logger("x").error("stopped", exc_info=raised(ValueError(CANARY)))

    out = capsys.readouterr().out
    assert "duplicate key %s" in out
    assert "builtins.ValueError" in out
    assert CANARY not in out


def test_uncaught_errors_show_no_message_and_no_variables() -> None:
    code = (
        "from scoring_worker.logs import configure_logging\n"
        "configure_logging('info')\n"
        f"secret = '{CANARY}'\n"
        "raise ValueError(secret)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)  # noqa: S603 - our own program

    assert "uncaught error" in done.stdout
    assert CANARY not in done.stdout + done.stderr
