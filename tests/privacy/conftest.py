"""In pytest the attacks use the session's servers."""

from collections.abc import Iterator

import pytest

from tests.privacy import ground


@pytest.fixture(scope="session", autouse=True)
def _ground(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing is started for an attack that needs no server."""
    ground.use(lambda: request.getfixturevalue("migrated_template"))
    yield
    ground.close()
