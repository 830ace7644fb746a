"""Lists without pages: `for school in each(list_schools.sync_detailed, client=client)`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from throughline_client.generated.models.problem import Problem
from throughline_client.generated.types import UNSET, Response
from throughline_client.problems import ProblemError, UnexpectedAnswerError


def each(operation: Callable[..., Response[Any]], /, *arguments: Any, **options: Any) -> Iterator[Any]:
    """Yield every item of a list, fetching one page after the other.

    Args:
        operation: the `sync_detailed` of a list.
        arguments: ids in its path.
        options: as the operation takes them: `client`, `limit`, filters.

    Raises:
        ProblemError: the API refused.
    """
    cursor: Any = options.pop("cursor", UNSET)
    while True:
        page = _page(operation(*arguments, cursor=cursor, **options))
        yield from page.data
        if not page.has_more:
            return
        cursor = page.next_cursor


async def each_async(
    operation: Callable[..., Awaitable[Response[Any]]], /, *arguments: Any, **options: Any
) -> AsyncIterator[Any]:
    """Yield every item of a list; `operation` is its `asyncio_detailed`.

    Raises:
        ProblemError: the API refused.
    """
    cursor: Any = options.pop("cursor", UNSET)
    while True:
        page = _page(await operation(*arguments, cursor=cursor, **options))
        for item in page.data:
            yield item
        if not page.has_more:
            return
        cursor = page.next_cursor


def _page(response: Response[Any]) -> Any:
    if isinstance(response.parsed, Problem):
        raise ProblemError(response.parsed)
    if not hasattr(response.parsed, "has_more"):
        raise UnexpectedAnswerError(f"HTTP {int(response.status_code)} without a list")
    return response.parsed
