"""What stops a start and what is only said: PostgreSQL's settings, places of keys, swap, streams."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.local.cluster import read_settings
from survey_core.contracts.subjects import EVENTS, RESPONSES, amendment
from survey_core.safeguards.places import (
    COPY_ON_WRITE,
    NETWORK,
    VOLATILE,
    file_system_of,
    judge_file_system,
    judge_owner,
    judge_swap,
)
from survey_core.safeguards.postgresql import NAMES, QUIET, judge_settings, judge_slots, refusal
from tests.architecture.roads import ROOT

#: PostgreSQL 18 as its authors ship it.
SHIPPED = {
    "server_version_num": "180000",
    "track_commit_timestamp": "off",
    "log_error_verbosity": "default",
    "log_min_error_statement": "error",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_statement_sample_rate": "1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "0",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
    "log_connections": "",
    "log_disconnections": "off",
    "log_line_prefix": "%m [%p] ",
    "wal_level": "replica",
    "archive_mode": "off",
}
QUIETENED = SHIPPED | dict(QUIET)


def test_the_server_as_it_is_shipped_is_refused_and_what_the_migration_sets_is_enough() -> None:
    said = refusal(judge_settings(SHIPPED)) or ""

    assert "log_error_verbosity = default" in said
    assert "log_min_error_statement = error" in said
    assert judge_settings(QUIETENED) == []


def test_the_settings_we_ship_pass() -> None:
    ours = read_settings(ROOT / "infra" / "postgres" / "postgresql.conf")

    assert judge_settings(SHIPPED | {name: ours[name] for name in NAMES if name in ours}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server_version_num", "170006"),
        ("track_commit_timestamp", "on"),
        ("log_statement", "all"),
        ("log_statement", "mod"),
        ("log_duration", "on"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_statement", "5000"),
        ("log_min_duration_sample", "0"),
        ("log_transaction_sample_rate", "0.01"),
        ("log_parameter_max_length_on_error", "-1"),
        ("log_error_verbosity", "verbose"),
        ("log_min_error_statement", "debug5"),
        ("auto_explain.log_min_duration", "0"),
        ("pgaudit.log", "all"),
        ("pgaudit.log", "write"),
    ],
)
def test_what_writes_values_or_times_down_is_refused(name: str, value: str) -> None:
    found = judge_settings(QUIETENED | {name: value})

    assert [(one.subject, one.refuses) for one in found] == [(name, True)]
    assert f"{name} = {value}" in (refusal(found) or "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_parameter_max_length", "-1"),
        ("log_lock_waits", "on"),
        ("log_connections", "all"),
        ("log_disconnections", "on"),
        ("pg_stat_statements.track_utility", "on"),
        ("wal_level", "logical"),
        ("archive_mode", "on"),
        ("log_line_prefix", "%m %h "),
    ],
)
def test_what_an_operator_may_want_is_only_said(name: str, value: str) -> None:
    found = judge_settings(QUIETENED | {name: value})

    assert [(one.subject, one.refuses) for one in found] == [(name, False)]
    assert refusal(found) is None


@pytest.mark.parametrize("module", ["auto_explain.log_min_duration", "pgaudit.log"])
def test_a_module_that_is_loaded_and_silent_is_fine(module: str) -> None:
    silent = {"auto_explain.log_min_duration": "-1", "pgaudit.log": "none"}[module]

    assert judge_settings(QUIETENED | {module: silent}) == []


def test_a_sample_of_nothing_is_no_sample_and_a_slot_is_said() -> None:
    sampled = {"log_min_duration_sample": "0", "log_statement_sample_rate": "0"}

    assert judge_settings(QUIETENED | sampled) == []
    assert [one.refuses for one in judge_slots(2)] == [False]
    assert judge_slots(0) == []


MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /keys rw,nosuid shared:5 - tmpfs tmpfs rw,size=1k
31 30 0:27 / /keys/with\040blank rw - btrfs /dev/sdb rw
32 22 0:28 / /srv rw master:2 propagate_from:3 - nfs4 host:/x rw
33 22 0:29 / /srv/over rw - overlay overlay rw,lowerdir=/a
34 32 8:2 / /srv/over rw - xfs /dev/sdc rw
short line
"""


@pytest.mark.parametrize(
    ("directory", "kind"),
    [
        ("/", "ext4"),
        ("/keysmith", "ext4"),
        ("/keys", "tmpfs"),
        ("/keys/kek", "tmpfs"),
        ("/keys/with blank/kek", "btrfs"),
        ("/srv/keys", "nfs4"),
        ("/srv/over/keys", "xfs"),  # mounted over another: the last one counts
    ],
)
def test_the_file_system_is_the_innermost_and_last_mounted(directory: str, kind: str) -> None:
    assert file_system_of(MOUNTS, PurePosixPath(directory)) == kind


@given(st.text())
def test_no_list_of_mounts_breaks_the_reading(text: str) -> None:
    assert isinstance(file_system_of(text, PurePosixPath("/a")), str)


@pytest.mark.parametrize("kind", sorted(COPY_ON_WRITE | NETWORK | VOLATILE))
def test_places_where_a_destroyed_key_may_stay_are_named(kind: str) -> None:
    assert [(one.value, one.refuses) for one in judge_file_system("KEK_DIR", kind)] == [(kind, False)]


def test_ordinary_disks_are_fine() -> None:
    assert [judge_file_system("KEK_DIR", kind) for kind in ("ext4", "xfs", "unknown")] == [[], [], []]


@pytest.mark.parametrize("mode", [0o710, 0o701, 0o740, 0o704, 0o755, 0o777])
def test_a_directory_that_others_reach_is_refused(mode: int) -> None:
    (found,) = judge_owner("KEK_DIR", mode=0o40000 | mode, owner=7, account=7)

    assert found.refuses
    assert found.value == f"mode {mode:03o}"


def test_a_directory_of_another_account_is_refused_and_ones_own_is_fine() -> None:
    assert [one.refuses for one in judge_owner("KEK_DIR", mode=0o700, owner=8, account=7)] == [True]
    assert judge_owner("KEK_DIR", mode=0o40700, owner=7, account=7) == []


def test_swap_is_said() -> None:
    heading = "Filename\tType\tSize\tUsed\tPriority\n"

    assert judge_swap(heading) == judge_swap("") == []
    assert [one.value for one in judge_swap(heading + "/dev/sda2 partition 1 0 -2\n")] == ["/dev/sda2"]


@pytest.mark.parametrize(
    ("storage", "max_age_s", "needed"),
    [
        ("memory", 3600, "none"),
        ("memory", 60, "none"),
        ("memory", 0, "shorten"),
        ("memory", 3601, "shorten"),
        ("file", 3600, "replace"),
        ("file", 60, "replace"),
    ],
)
def test_completions_stay_in_memory_for_an_hour_at_most(storage: str, max_age_s: float, needed: str) -> None:
    assert amendment(RESPONSES, storage=storage, max_age_s=max_age_s) == needed
    assert amendment(EVENTS, storage=storage, max_age_s=max_age_s) == "none"
