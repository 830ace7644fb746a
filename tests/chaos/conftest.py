"""The worker's fixtures."""

from tests.fixtures.worker import database, keys, releaser, reporter, settings

__all__ = ["database", "keys", "releaser", "reporter", "settings"]
