"""How many waves of which size."""

from dataclasses import dataclass

from tests.privacy.scale import Scale


@dataclass(frozen=True)
class Group:
    """Waves that run side by side."""

    n_people: int
    n_waves: int


@dataclass(frozen=True)
class Plan:
    """One run of the attacks.

    Attributes:
        faculties: whose people answer everything on its own; these are the measurement.
        unsorted: released without sorting: a control.
        lifelike: people with a style: what is known of a person without any trace.
    """

    faculties: tuple[Group, ...]
    unsorted: Group
    lifelike: Group | None


def plan_of(scale: Scale) -> Plan:
    """SHORT: two small sizes; FULL: 8, 20 and 60 people."""
    waves = scale.value.waves
    if scale is Scale.SHORT:
        return Plan(tuple(Group(n, waves) for n in (8, 20)), unsorted=Group(8, 4), lifelike=None)
    return Plan(tuple(Group(n, waves) for n in (8, 20, 60)), unsorted=Group(20, 10), lifelike=Group(20, 40))
