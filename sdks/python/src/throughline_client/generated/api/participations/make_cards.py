from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.cards import Cards
from ...models.make_cards_paper import check_make_cards_paper
from ...models.make_cards_paper import MakeCardsPaper
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID



def _get_kwargs(
    participation_id: UUID,
    *,
    paper: MakeCardsPaper | Unset = 'letter',
    accept: str | Unset = 'application/json',
    if_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(accept, Unset):
        headers["accept"] = accept

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match





    params: dict[str, Any] = {}

    json_paper: str | Unset = UNSET
    if not isinstance(paper, Unset):
        json_paper = paper

    params["paper"] = json_paper


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/participations/{participation_id}/cards".format(participation_id=quote(str(participation_id), safe=""),),
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Cards | Problem | None:
    if response.status_code == 201:
        response_201 = Cards.from_dict(response.json())



        return response_201

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())



        return response_412

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Cards | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: MakeCardsPaper | Unset = 'letter',
    accept: str | Unset = 'application/json',
    if_match: str | Unset = UNSET,

) -> Response[Cards | Problem]:
    """ Make Cards

     Make the cards. This works once: only hashes are kept, and nobody can read the codes again.

    Args:
        participation_id (UUID):
        paper (MakeCardsPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        accept (str | Unset): `text/csv` for a list to print from, `application/pdf` for cards to
            cut. Default: 'application/json'.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Cards | Problem]
     """


    kwargs = _get_kwargs(
        participation_id=participation_id,
paper=paper,
accept=accept,
if_match=if_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: MakeCardsPaper | Unset = 'letter',
    accept: str | Unset = 'application/json',
    if_match: str | Unset = UNSET,

) -> Cards | Problem | None:
    """ Make Cards

     Make the cards. This works once: only hashes are kept, and nobody can read the codes again.

    Args:
        participation_id (UUID):
        paper (MakeCardsPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        accept (str | Unset): `text/csv` for a list to print from, `application/pdf` for cards to
            cut. Default: 'application/json'.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Cards | Problem
     """


    return sync_detailed(
        participation_id=participation_id,
client=client,
paper=paper,
accept=accept,
if_match=if_match,

    ).parsed

async def asyncio_detailed(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: MakeCardsPaper | Unset = 'letter',
    accept: str | Unset = 'application/json',
    if_match: str | Unset = UNSET,

) -> Response[Cards | Problem]:
    """ Make Cards

     Make the cards. This works once: only hashes are kept, and nobody can read the codes again.

    Args:
        participation_id (UUID):
        paper (MakeCardsPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        accept (str | Unset): `text/csv` for a list to print from, `application/pdf` for cards to
            cut. Default: 'application/json'.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Cards | Problem]
     """


    kwargs = _get_kwargs(
        participation_id=participation_id,
paper=paper,
accept=accept,
if_match=if_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: MakeCardsPaper | Unset = 'letter',
    accept: str | Unset = 'application/json',
    if_match: str | Unset = UNSET,

) -> Cards | Problem | None:
    """ Make Cards

     Make the cards. This works once: only hashes are kept, and nobody can read the codes again.

    Args:
        participation_id (UUID):
        paper (MakeCardsPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        accept (str | Unset): `text/csv` for a list to print from, `application/pdf` for cards to
            cut. Default: 'application/json'.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Cards | Problem
     """


    return (await asyncio_detailed(
        participation_id=participation_id,
client=client,
paper=paper,
accept=accept,
if_match=if_match,

    )).parsed
