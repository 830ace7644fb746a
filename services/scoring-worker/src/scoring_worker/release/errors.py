"""What can stop a release. Messages name states, files and settings, never a value from a response."""

from scoring_worker.logs import WorkerError


class ReleaseError(WorkerError):
    """A release could not go on; it is tried again unless a person is needed."""


class NotDue(ReleaseError):
    """The participation is not closed, its grace time is not over, or the issuer key still exists."""


class MovedOn(ReleaseError):
    """Another process released the participation while this one waited for the lock."""


class KeysMissing(ReleaseError):
    """The opener key or its KEK is not where it should be; nothing is destroyed and nothing is lost yet."""


class KeysUnusable(ReleaseError):
    """The key files exist but do not belong together, or not to the participation's public key."""


class TooManyRejected(ReleaseError):
    """More responses than tolerated do not open to valid answers; a person must look before any key goes."""


class NotDurable(ReleaseError):
    """The database cannot promise what RELEASE_DURABILITY asks for, so the keys stay."""
