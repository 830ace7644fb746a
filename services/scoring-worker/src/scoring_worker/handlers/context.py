"""What handlers may use besides the transaction they run in."""

from dataclasses import dataclass
from enum import Enum, auto

from scoring_worker.release.key_custody import KeyCustody


class Wake(Enum):
    """A loop that has something to do now instead of at its next turn."""

    RELEASES = auto()
    IMPORTS = auto()


@dataclass(frozen=True)
class HandlerContext:
    """The handlers' dependencies."""

    keys: KeyCustody
