"""Whether a change may go on: the thing is as the caller has seen it, and stays so until the commit."""

from typing import Any, Final

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.etags import etag_of, may_change
from survey_api.preconditions import queries
from survey_api.preconditions.items import Item
from survey_api.problems import PreconditionFailed

_SAFE: Final = frozenset({"GET", "HEAD"})


class Precondition:
    """What one request says in `If-Match`, to be held in each of its transactions that change something.

    Work in several transactions calls `renew` at the end of one and `hold` at the start of the next: what
    others changed in between is then refused, and what it changed itself is not.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._if_match = None if request.method in _SAFE else request.headers.get("if-match")

    async def hold(self, access: Any) -> None:
        """Lock the thing and compare it; without `If-Match` nothing is done.

        Args:
            access: the caller, with the transaction that will change the thing.

        Raises:
            PreconditionFailed: it is not as the caller says.
            Problem: what GET refuses with.
        """
        found = self._item()
        if self._if_match is None or found is None:
            return
        item, ids = found
        session: AsyncSession = access.session
        await queries.lock(session, collection=item.collection, key=ids[item.root])
        if not may_change(await self._etag(item, ids, access), if_match=self._if_match):
            raise PreconditionFailed

    async def renew(self, access: Any) -> None:
        """Take what the thing is now, after a change of one's own, as what the next `hold` expects."""
        found = self._item()
        if self._if_match is not None and found is not None:
            self._if_match = await self._etag(*found, access)

    async def _etag(self, item: Item, ids: dict[str, Any], access: Any) -> str:
        return etag_of(await item.content(self._request, access, ids=ids))

    def _item(self) -> tuple[Item, dict[str, Any]] | None:
        item = self._request.app.state.items.find(self._request.scope["route"].path)
        if item is None:
            return None
        try:
            return item, item.ids(self._request.path_params)
        except ValueError:
            return None  # the framework refuses it, with everything else that is wrong
