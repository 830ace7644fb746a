from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.changes import Changes
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    *,
    limit: int | Unset = 50,
    since: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match





    params: dict[str, Any] = {}

    params["limit"] = limit

    json_since: None | str | Unset
    if isinstance(since, Unset):
        json_since = UNSET
    else:
        json_since = since
    params["since"] = json_since


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/changes",
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Changes | Problem | None:
    if response.status_code == 200:
        response_200 = Changes.from_dict(response.json())



        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Changes | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    since: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Changes | Problem]:
    """ List Changes

     List what was published or deleted since a cursor: the newest state of each, in order of change.

    Without `since` from the beginning. The feed never ends: its last page too has a cursor, which stays
    good
    for ever. What changes again while you read comes again, further on, and nothing is ever missed.

    Args:
        limit (int | Unset): Rows on a page. Default: 50.
        since (None | str | Unset): `next_cursor` of the page before; left out: from the
            beginning.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Changes | Problem]
     """


    kwargs = _get_kwargs(
        limit=limit,
since=since,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    since: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Changes | Problem | None:
    """ List Changes

     List what was published or deleted since a cursor: the newest state of each, in order of change.

    Without `since` from the beginning. The feed never ends: its last page too has a cursor, which stays
    good
    for ever. What changes again while you read comes again, further on, and nothing is ever missed.

    Args:
        limit (int | Unset): Rows on a page. Default: 50.
        since (None | str | Unset): `next_cursor` of the page before; left out: from the
            beginning.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Changes | Problem
     """


    return sync_detailed(
        client=client,
limit=limit,
since=since,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    since: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Changes | Problem]:
    """ List Changes

     List what was published or deleted since a cursor: the newest state of each, in order of change.

    Without `since` from the beginning. The feed never ends: its last page too has a cursor, which stays
    good
    for ever. What changes again while you read comes again, further on, and nothing is ever missed.

    Args:
        limit (int | Unset): Rows on a page. Default: 50.
        since (None | str | Unset): `next_cursor` of the page before; left out: from the
            beginning.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Changes | Problem]
     """


    kwargs = _get_kwargs(
        limit=limit,
since=since,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    since: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Changes | Problem | None:
    """ List Changes

     List what was published or deleted since a cursor: the newest state of each, in order of change.

    Without `since` from the beginning. The feed never ends: its last page too has a cursor, which stays
    good
    for ever. What changes again while you read comes again, further on, and nothing is ever missed.

    Args:
        limit (int | Unset): Rows on a page. Default: 50.
        since (None | str | Unset): `next_cursor` of the page before; left out: from the
            beginning.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Changes | Problem
     """


    return (await asyncio_detailed(
        client=client,
limit=limit,
since=since,
if_none_match=if_none_match,

    )).parsed
