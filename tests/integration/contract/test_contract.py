"""The API keeps to its OpenAPI document, whatever is sent: thousands of requests; `make fuzz` sends more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.fuzz import Report, run
from tests.contract.seeded import Seeded, seed
from tests.fixtures.live_api import quiet_settings, serving
from tests.fixtures.servers import Migrated

#: Of the document, each in a test of its own.
PARTS = 3


@pytest.fixture(scope="module")
def served(
    migrated_template: Migrated, nats_url: str, admin_key: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Seeded]]:
    key_dir: Path = tmp_path_factory.mktemp("issuer")
    key_dir.chmod(0o700)
    with (
        quiet_settings(migrated_template, nats_url=nats_url, key_dir=key_dir) as settings,
        serving(settings, everybody_apart=True) as base_url,
    ):
        database_url = settings.database_url.get_secret_value()
        made = seed(base_url=base_url, database_url=database_url, admin_key=admin_key, key_dir=key_dir)
        yield base_url, made


def shown(report: Report) -> str:
    return "\n\n".join(f"{name}\n{text}" for name, text in report.failures.items())


@pytest.mark.parametrize("part", range(PARTS))
def test_a_signed_in_administrator_meets_nothing_that_is_not_documented(
    served: tuple[str, Seeded], part: int
) -> None:
    base_url, seeded = served

    report = run(base_url, seeded, seed=1, examples=1, sequences=4, share=(part, PARTS))

    assert not report.failures, shown(report)
    assert report.n_cases >= 2000 / PARTS, report.cases
    assert report.cases["stateful"] > 0
    for operation, statuses in report.statuses.items():
        assert not any(status.startswith("5") for status in statuses - {"503"}), operation


def test_nobody_signed_in_meets_nothing_that_is_not_documented(served: tuple[str, Seeded]) -> None:
    base_url, seeded = served

    report = run(base_url, seeded, seed=2, examples=2, sequences=0, signed_in=False)

    assert not report.failures, shown(report)
    assert report.n_cases >= 100, report.cases
