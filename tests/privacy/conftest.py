"""In pytest the attacks use the session's servers."""

from collections.abc import Iterator

import pytest

from tests.fixtures.servers import Migrated
from tests.privacy import ground


@pytest.fixture(scope="session", autouse=True)
def _ground(migrated_template: Migrated) -> Iterator[None]:
    ground.use(migrated_template)
    yield
    ground.close()
