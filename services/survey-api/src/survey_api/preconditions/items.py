"""Everything that has an address of its own and can be shown: what `If-Match` compares with.

That is each member of a collection (`/v1/schools/{school_id}`), and what a thing has one of
(`/v1/districts/{district_id}/identity-provider`).
"""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args, get_type_hints

from fastapi import APIRouter, Request, Response
from fastapi.params import Depends
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

_GIVEN: Final = frozenset({"access", "request"})
_CHANGED_THERE: Final = frozenset({"PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, kw_only=True)
class Item:
    """A kind of thing at an address, shown by the function that answers GET there.

    Attributes:
        path: its address as a template, `/v1/schools/{school_id}`.
        collection: what the address begins with, `schools`.
        model: what GET answers.
        show: the function.
        parameters: its ids, and how each is read.
        tools: what else it takes of the application, and how that is found.
    """

    path: str
    collection: str
    model: Any
    show: Callable[..., Awaitable[Any]]
    parameters: Mapping[str, TypeAdapter[Any]]
    tools: Mapping[str, Callable[[Request], Any]]

    @property
    def root(self) -> str:
        """Name of the first id in the address: whose row is locked."""
        return next(iter(self.parameters))

    def ids(self, path_params: Mapping[str, str]) -> dict[str, Any]:
        """The ids of an address, read as GET reads them.

        Raises:
            ValueError: one of them cannot be an id.
        """
        return {name: adapter.validate_python(path_params[name]) for name, adapter in self.parameters.items()}

    async def content(self, request: Request, access: Any, *, ids: Mapping[str, Any]) -> bytes:
        """What GET would answer now, in the transaction of `access`.

        Raises:
            Problem: what GET would refuse with, `NotFound` for one.
        """
        given = {"access": access, "request": request}
        taken = {name: one for name, one in given.items() if name in inspect.signature(self.show).parameters}
        taken |= {name: find(request) for name, find in self.tools.items()}
        found = await self.show(**ids, **taken)
        if isinstance(found, Response):
            return bytes(found.body)
        return TypeAdapter(self.model).dump_json(found, by_alias=True)


class Items:
    """The things of an application by their addresses; kept in `app.state.items`."""

    def __init__(self, routers: Iterable[APIRouter]) -> None:
        """Find every GET of one thing.

        Raises:
            TypeError: one takes more than ids, the caller and the request, so that it cannot be asked again.
        """
        routes = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
        changed = {route.path for route in routes if _CHANGED_THERE & (route.methods or set())}
        self._by_path = {
            route.path: _item(route)
            for route in routes
            if "GET" in (route.methods or ()) and (route.path.endswith("}") or route.path in changed)
        }

    def find(self, path: str) -> Item | None:
        """The innermost thing that an address is of or below."""
        while path:
            if path in self._by_path:
                return self._by_path[path]
            path = path.rpartition("/")[0]
        return None

    def made_at(self, path: str) -> Item | None:
        """The kind of thing that a collection holds."""
        return next((one for at, one in self._by_path.items() if at.rpartition("/")[0] == path), None)


def _item(route: APIRoute) -> Item:
    parameters = inspect.signature(route.endpoint).parameters
    hints = get_type_hints(route.endpoint, include_extras=True)
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    tools = {name: _tool(hints[name]) for name in parameters if name not in {*names, *_GIVEN}}
    for name, parameter in parameters.items():
        if tools.get(name, True) is None and parameter.default is inspect.Parameter.empty:
            raise TypeError(f"{route.path}: {name} is not known when something there is changed")
    return Item(
        path=route.path,
        collection=route.path.split("/")[2],
        model=route.response_model,
        show=route.endpoint,
        parameters={name: TypeAdapter(hints[name]) for name in names},
        tools={name: tool for name, tool in tools.items() if tool is not None},
    )


def _tool(hint: Any) -> Callable[[Request], Any] | None:
    """How something is found that a function takes from the request alone; None if it is not of that kind."""
    for mark in get_args(hint)[1:]:
        find = mark.dependency if isinstance(mark, Depends) else None
        if find is not None and list(inspect.signature(find).parameters) == ["request"]:
            return find
    return None
