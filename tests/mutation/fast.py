"""A plugin of pytest: few examples, and the same ones every time, or a mutant would live by luck."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=10,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutants")
