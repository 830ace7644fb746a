"""Refusals as errors with types: `answer_of(operation.sync_detailed(…))`."""

from typing import Any, TypeVar

from throughline_client.generated.models.problem import Problem
from throughline_client.generated.types import Response

Answer = TypeVar("Answer")


class ProblemError(Exception):
    """The API refused: `problem` says why (RFC 9457), `problem.code` is what programs should look at."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.code}: {problem.detail}")
        self.problem = problem

    @property
    def code(self) -> str:
        """The stable name of what happened; every one is listed at `/v1/problems`."""
        return self.problem.code


class UnexpectedAnswerError(Exception):
    """Neither what was asked for nor a problem came back, from a proxy perhaps."""


def answer_of(response: Response[Any], kind: type[Answer]) -> Answer:
    """What an operation answered.

    Args:
        response: of an operation's `sync_detailed` or `asyncio_detailed`.
        kind: the model it is expected to be.

    Raises:
        ProblemError: the API refused.
        UnexpectedAnswerError: it is neither.
    """
    if isinstance(response.parsed, kind):
        return response.parsed
    if isinstance(response.parsed, Problem):
        raise ProblemError(response.parsed)
    raise UnexpectedAnswerError(f"HTTP {int(response.status_code)} without a {kind.__name__}")
