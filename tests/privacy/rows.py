"""One line of the table that `make privacy` prints."""

import math
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What one attack tried and what it got.

    A measured line holds when `linked` stays within `bound` and the positive control reaches
    `control_at_least`: an attack that finds nothing proves something only if it finds what is there.

    Attributes:
        name: short and unique; the key in `build/privacy.json`.
        adversary: who attacks, by what they hold.
        test: what was tried, in one line.
        n: how often: waves, signatures, requests, cells; the note says which.
        chance: what blind guessing would give; None where guessing has no meaning.
        linked: what the attack got, in the unit of `chance` and `bound`; None where it is not a number.
        bound: the most that `linked` may be; None where `passed` alone decides.
        control: what the same attack gets from a system without the protection; None where there is none.
        control_at_least: the least that the control must get.
        passed: false where something failed that `linked` and `control` do not show.
        note: the unit, or what failed.
    """

    name: str
    adversary: str
    test: str
    n: int
    chance: float | None = None
    linked: float | None
    bound: float | None = None
    control: float | None = None
    control_at_least: float | None = None
    passed: bool = True
    note: str = ""

    @property
    def within(self) -> bool:
        """Whether the attack got no more than it may."""
        return self.bound is None or (self.linked is not None and self.linked <= self.bound)

    @property
    def controlled(self) -> bool:
        """Whether the positive control succeeded, or none was asked for."""
        return self.control_at_least is None or (
            self.control is not None and self.control >= self.control_at_least
        )

    @property
    def holds(self) -> bool:
        """Whether the claim of this line stands."""
        return self.passed and self.within and self.controlled

    def as_json(self) -> dict[str, object]:
        """The line for a program; `passed` is the verdict on everything."""
        fields = asdict(self) | {"passed": self.holds}
        del fields["name"]
        # JSON has no word for what is not a number; such a line fails anyway.
        broken = {
            name for name, value in fields.items() if isinstance(value, float) and not math.isfinite(value)
        }
        return fields | dict.fromkeys(broken)


def failed(name: str, why: str) -> Row:
    """The line of an attack that broke before it measured anything: nothing was proven, so it fails."""
    return Row(
        name=name, adversary="?", test="the attack itself failed", n=0, linked=None, passed=False, note=why
    )
