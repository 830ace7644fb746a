"""Lists: `limit`, an opaque keyset `cursor`, and `Link: rel="next"`. No totals."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field

from survey_api.cursors import Cursors
from survey_api.problems import FieldError, InvalidCursor

Item = TypeVar("Item")
Row = TypeVar("Row")


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    data: list[Item]
    next_cursor: str | None = Field(description="Send it as `cursor` to get the next page; null on the last.")
    has_more: bool


class Paging:
    """Where a page starts and how long it is.

    Attributes:
        limit: rows asked for.
        after: the last page's final sort key, None on the first page.
        headers: to send with a page that is not answered through the framework's own response.
    """

    def __init__(self, *, request: Request, response: Response, limit: int, after: str | None) -> None:
        self.limit = limit
        self.after = after
        self.headers: dict[str, str] = {}
        self._request = request
        self._response = response

    @property
    def fetch(self) -> int:
        """How many rows to select: one more than shown tells whether there is a next page."""
        return self.limit + 1

    def cursor(self, key: object) -> str:
        """The cursor behind a row with this sort key."""
        cursors: Cursors = self._request.app.state.cursors
        return cursors.make(str(key), path=self._request.url.path)

    def page(
        self, rows: Sequence[Row], *, show: Callable[[Row], Item], key: Callable[[Row], object]
    ) -> Page[Item]:
        """Make the answer from up to `fetch` rows.

        Args:
            rows: in order of `key`.
            show: a row as it is answered.
            key: a row's sort key; its text form comes back in `after`.
        """
        shown, has_more = rows[: self.limit], len(rows) > self.limit
        cursor = self.cursor(key(shown[-1])) if has_more else None
        if cursor is not None:
            url = self._request.url.include_query_params(cursor=cursor)
            self.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
            self._response.headers.update(self.headers)
        return Page(data=[show(row) for row in shown], next_cursor=cursor, has_more=has_more)


def get_paging(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=200, description="Rows on a page.")] = 50,
    cursor: Annotated[
        str | None, Query(max_length=200, description="From `next_cursor` of the page before.")
    ] = None,
) -> Paging:
    """Read the paging parameters."""
    return paging_from(request, response, limit=limit, cursor=cursor)


def paging_from(
    request: Request, response: Response, *, limit: int, cursor: str | None, parameter: str = "cursor"
) -> Paging:
    """Where a page starts.

    Args:
        request: whose path the cursor must have been made for.
        response: gets the link to the next page.
        limit: rows on a page.
        cursor: as sent; None for the first page.
        parameter: what it was sent as.

    Raises:
        InvalidCursor: it is not one of this list's.
    """
    cursors: Cursors = request.app.state.cursors
    try:
        after = None if cursor is None else cursors.read(cursor, path=request.url.path)
    except ValueError:
        raise bad_cursor(parameter) from None
    return Paging(request=request, response=response, limit=limit, after=after)


PagingParameters = Annotated[Paging, Depends(get_paging)]


def after_as(paging: Paging, kind: Callable[[str], Item]) -> Item | None:
    """The sort key to start after, read as `kind`.

    Raises:
        InvalidCursor: an earlier version made it for other keys.
    """
    if paging.after is None:
        return None
    try:
        return kind(paging.after)
    except ValueError:
        raise bad_cursor("cursor") from None


def bad_cursor(parameter: str) -> InvalidCursor:
    """The refusal of a cursor."""
    detail = "take it from the page before, as it is; without it the list begins again"
    return InvalidCursor(
        errors=[FieldError(pointer=f"query/{parameter}", code="invalid-cursor", detail=detail)]
    )
