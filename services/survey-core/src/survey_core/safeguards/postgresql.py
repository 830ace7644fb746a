"""Settings of PostgreSQL that would keep traces of respondents: values, times, order."""

from collections.abc import Iterable, Mapping
from typing import Final

from survey_core.safeguards.findings import Finding

LEAST_VERSION: Final = 180_000

#: Where PostgreSQL's own defaults say too much: `survey_api.migrate` sets these for the services' logins, if
#: it may. Whatever else is found was set by somebody, who is told.
QUIET: Final[Mapping[str, str]] = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
}

_VALUES = "the log would hold what respondents sent, or when"
_ARCHIVE = (
    "the archive holds the order and the times of check-ins and submissions, and ciphertext; keep segments "
    "from before a release no longer than docs/operations.md says"
)
_REFUSED: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "track_commit_timestamp": (frozenset({"off"}), "every response would carry the time it was stored"),
    "log_error_verbosity": (
        frozenset({"terse"}),
        "the log would name the keys of rows that errors are about",
    ),
    "log_min_error_statement": (frozenset({"log", "fatal", "panic"}), _VALUES),
    "log_statement": (frozenset({"none", "ddl"}), _VALUES),
    "log_duration": (frozenset({"off"}), _VALUES),
    "log_min_duration_statement": (frozenset({"-1"}), _VALUES),
    "log_transaction_sample_rate": (frozenset({"0"}), _VALUES),
    "log_parameter_max_length_on_error": (frozenset({"0"}), _VALUES),
    "auto_explain.log_min_duration": (frozenset({"-1"}), _VALUES),
    "pgaudit.log": (frozenset({"none", "ddl", "role", "role, ddl", "ddl, role"}), _VALUES),
}
_WARNED: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "log_parameter_max_length": (frozenset({"0"}), _VALUES),
    "log_lock_waits": (frozenset({"off"}), "a line for each long wait tells when somebody answered"),
    "log_temp_files": (frozenset({"-1"}), _VALUES),
    "log_connections": (frozenset({"", "off"}), "the log would show when the services worked"),
    "log_disconnections": (frozenset({"off"}), "the log would show when the services worked"),
    "pg_stat_statements.track_utility": (
        frozenset({"off"}),
        "pg_stat_statements keeps utility statements word for word, the verifiers of passwords among them",
    ),
    "wal_level": (
        frozenset({"minimal", "replica"}),
        "logical decoding hands out every row in the order of commits, to whoever may make a slot",
    ),
    "archive_mode": (frozenset({"off"}), _ARCHIVE),
}
_WANTED: Final[Mapping[str, str]] = {**QUIET, "log_statement": "none", "wal_level": "replica"}
_CLIENT_IN_PREFIX: Final = ("%h", "%r")
_SAMPLING: Final = ("log_min_duration_sample", "log_statement_sample_rate")

#: Settings to read from `pg_settings`; those of modules are there only while the module is loaded.
NAMES: Final = (*_REFUSED, *_WARNED, *_SAMPLING, "log_line_prefix", "server_version_num")


def judge_settings(settings: Mapping[str, str]) -> list[Finding]:
    """Judge what `pg_settings` says of `NAMES`.

    Args:
        settings: name to value without a unit; names that the server does not have are missing.

    Returns:
        Refusals before warnings.
    """
    found = [*_version(settings)]
    for rules, refuses in ((_REFUSED, True), (_WARNED, False)):
        for name, (allowed, why) in rules.items():
            value = settings.get(name)
            if value is not None and value.lower() not in allowed:
                found.append(Finding(name, value, _advice(name, why, allowed), refuses=refuses))
    return sorted([*found, *_sampling(settings), *_prefix(settings)], key=lambda one: not one.refuses)


def judge_slots(logical_slots: int) -> list[Finding]:
    """Judge how many logical replication slots the server has."""
    if not logical_slots:
        return []
    why = "a logical slot hands out every row in the order of commits; drop it before a survey opens"
    return [Finding("pg_replication_slots", str(logical_slots), why)]


def refusal(findings: Iterable[Finding]) -> str | None:
    """One sentence for the operator if a service may not start; None if it may."""
    stops = [one for one in findings if one.refuses]
    if not stops:
        return None
    told = "; ".join(f"{one.subject} = {one.value} ({one.problem})" for one in stops)
    return f"PostgreSQL would keep traces of respondents: {told}. See infra/postgres/postgresql.conf"


def _advice(name: str, why: str, allowed: frozenset[str]) -> str:
    if name == "archive_mode":
        return why  # wanted by many, and for good reasons
    return f"{why}; set it to {_WANTED.get(name) or min(allowed)!r}"


def _version(settings: Mapping[str, str]) -> list[Finding]:
    version = settings.get("server_version_num", "0")
    if int(version) >= LEAST_VERSION:
        return []
    return [Finding("server_version_num", version, "PostgreSQL 18 or newer is needed", refuses=True)]


def _sampling(settings: Mapping[str, str]) -> list[Finding]:
    """A sample of the statements is logged only where both settings ask for it."""
    threshold, rate = (
        settings.get(name, default) for name, default in zip(_SAMPLING, ("-1", "1"), strict=True)
    )
    if threshold == "-1" or float(rate) == 0:
        return []
    return [Finding(_SAMPLING[0], threshold, f"{_VALUES}; set it to -1", refuses=True)]


def _prefix(settings: Mapping[str, str]) -> list[Finding]:
    prefix = settings.get("log_line_prefix", "")
    if not any(escape in prefix for escape in _CLIENT_IN_PREFIX):
        return []
    return [Finding("log_line_prefix", prefix, "log lines would name clients; leave %h and %r out")]
