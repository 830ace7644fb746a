"""Logs: one JSON object a line on standard output. What may be in it is decided here, once.

Only requests of signed-in administrators are logged, and of those the method, the route's template, the
status, the request id and the key's id. Exceptions are logged as their type and the places they passed,
never with their message or local variables: those may hold a code, a key or an answer.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import orjson
import structlog

_LEVELS: Mapping[str, int] = logging.getLevelNamesMapping()


def configure(level: str) -> None:
    """Set up logging for this process, the web server's included."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            describe_exception,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(StandardLibraryFormatter())
    # Libraries may put addresses and values into their lesser messages.
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("uvicorn", "uvicorn.error"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(max(_LEVELS[level.upper()], logging.INFO))
    # An access log would tie an address and a time to a submission.
    access = logging.getLogger("uvicorn.access")
    access.handlers.clear()
    access.propagate = False
    access.disabled = True


def describe_exception(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """As a structlog processor, replace `exc_info` by the exception's type and places."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        event["places"] = places(error)
    return event


def places(error: BaseException) -> list[str]:
    """The innermost frames an exception passed, as `module.py:line function`, without any value."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]


class StandardLibraryFormatter(logging.Formatter):
    """Libraries' log lines in our form. With an exception only its type and places are kept."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON line."""
        event: dict[str, Any] = {"event": record.getMessage(), "logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            event = {"event": "exception", "logger": record.name}
            event |= {"error": type(record.exc_info[1]).__qualname__, "places": places(record.exc_info[1])}
        return _dumps(event | {"level": record.levelname.lower()})


def _dumps(event: Any, **_options: Any) -> str:
    return orjson.dumps(event, default=str).decode("utf-8")
