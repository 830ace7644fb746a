"""What a look at the surroundings found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        subject: the setting, directory or device, as the operator knows it.
        value: what was found; never a secret.
        problem: what it leads to, and what to do.
        refuses: whether a service may not start with it; otherwise it is a warning.
    """

    subject: str
    value: str
    problem: str
    refuses: bool = False
