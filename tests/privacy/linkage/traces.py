"""What a thief's copies say about one wave, and, for judging the thief, the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.privacy.linkage.guessing import Places
from tests.privacy.linkage.people import Line

#: Per factor: the stored lines, in the order in which a copy shows them.
Blocks = Sequence[Sequence[Line]]


@dataclass(frozen=True)
class Trace:
    """One wave.

    Attributes:
        codes: per kind of trace, where each person's access code stands in it.
        passes: the same for each person's pass; no thief knows whose a pass is, so only attacks that begin
            at a pass may use it as it is.
        blocks: the answers after the release, per kind of trace they were read from.
        truth: per factor, per person: the line they gave.
    """

    codes: Mapping[str, Places]
    passes: Mapping[str, Places]
    blocks: Mapping[str, Blocks]
    truth: Blocks
