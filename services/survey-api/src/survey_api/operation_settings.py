"""What an operator decides about running the API: limits, metrics."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings


class OperationSettings(BaseSettings):
    """Limits of signed-in callers, and where Prometheus reads."""

    rate_limit_per_minute: Annotated[int, Field(ge=0, le=1_000_000)] = Field(
        default=6000,
        description="Requests that one API key, client or person may make in a minute, to each process; more "
        "answer 429. 0: no limit. Respondents have none, whatever this says.",
    )
    metrics_port: Annotated[int | None, Field(ge=1, le=65535)] = Field(
        default=None,
        description="TCP port where Prometheus reads (docs/operations.md, Metrics); several processes on one "
        "machine need one each. Empty: no metrics.",
    )
    metrics_host: str = Field(
        default="127.0.0.1",
        description="Address of `METRICS_PORT`. There is no password: let nobody reach it from outside.",
    )
