"""Pages of a feed: like a list's, but the last one too says where to go on."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from survey_api.changes.schemas import Change, Changes
from survey_api.db import AnyRow
from survey_api.paging import Paging, after_as, paging_from


class Feed:
    """Where a page of the feed starts and how long it is.

    Attributes:
        paging: as of a list.
        after: the position before its first row; 0 at the beginning.
    """

    def __init__(self, listed: Paging, *, request: Request, response: Response) -> None:
        self.paging = listed
        self.after = after_as(listed, int) or 0
        self._request = request
        self._response = response

    def page(self, rows: Sequence[AnyRow], *, show: Callable[[AnyRow], Change]) -> Changes:
        """Make the answer from up to `paging.fetch` rows."""
        shown, has_more = rows[: self.paging.limit], len(rows) > self.paging.limit
        cursor = self.paging.cursor(shown[-1].position if shown else self.after)
        if has_more:
            url = self._request.url.include_query_params(since=cursor)
            self._response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
        return Changes(data=[show(row) for row in shown], next_cursor=cursor, has_more=has_more)


def get_feed(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=200, description="Rows on a page.")] = 50,
    since: Annotated[
        str | None,
        Query(max_length=200, description="`next_cursor` of the page before; left out: from the beginning."),
    ] = None,
) -> Feed:
    """Read where to go on."""
    listed = paging_from(request, response, limit=limit, cursor=since, parameter="since")
    return Feed(listed, request=request, response=response)


FeedParameters = Annotated[Feed, Depends(get_feed)]
