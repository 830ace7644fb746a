"""Logs: one JSON object a line, and never a value that came from a respondent.

Messages of foreign exceptions are dropped on purpose. PostgreSQL's name the offending key ("Key (…)=(…)
already exists"), and that key may be a pass hash or a code's hash. What is kept is the exception's type and
where it was raised; only our own errors, whose messages hold no values, are shown in full.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

_FRAMES_KEPT = 12


class WorkerError(Exception):
    """An expected failure; its message is safe to log: it names settings, states and ids, never answers."""


def describe(error: BaseException) -> dict[str, object]:
    """What may be told about an exception: type, place, and the message of our own errors only."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_KEPT:]
    told: dict[str, object] = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, WorkerError):
        told["reason"] = str(error)
    if isinstance(error, BaseExceptionGroup):
        told["errors"] = [describe(part) for part in error.exceptions]
    return told


def _replace_exception(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event.update(describe(error))
    return event


class _Bridge(logging.Handler):
    """Sends what libraries log through the same door: the template of the message, never its arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger(record.name).log(
            record.levelno,
            "library message",
            template=str(record.msg)[:200] if record.args else "",
            exc_info=error,
        )


def configure_logging(level: str) -> None:
    """Send every log line, uncaught exceptions included, to standard output as JSON.

    Args:
        level: debug, info, warning or error.
    """
    threshold = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _replace_exception,
            structlog.processors.JSONRenderer(default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stdout),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Bridge()], level=logging.WARNING, force=True)
    sys.excepthook = _log_uncaught


def _log_uncaught(_type: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    structlog.get_logger("scoring_worker").critical("uncaught error", exc_info=error)
