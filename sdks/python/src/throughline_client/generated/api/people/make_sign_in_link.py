from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.made_link import MadeLink
from ...models.new_link import NewLink
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID



def _get_kwargs(
    person_id: UUID,
    *,
    body: NewLink,
    if_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match







    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/people/{person_id}/link".format(person_id=quote(str(person_id), safe=""),),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> MadeLink | Problem | None:
    if response.status_code == 201:
        response_201 = MadeLink.from_dict(response.json())



        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

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

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if response.status_code == 502:
        response_502 = Problem.from_dict(response.json())



        return response_502

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[MadeLink | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    person_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewLink,
    if_match: str | Unset = UNSET,

) -> Response[MadeLink | Problem]:
    """ Make Sign In Link

     Make somebody a one-time link for 24 hours: sent to them, or shown until they first sign in.

    Args:
        person_id (UUID):
        if_match (str | Unset):
        body (NewLink): A link to make for somebody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MadeLink | Problem]
     """


    kwargs = _get_kwargs(
        person_id=person_id,
body=body,
if_match=if_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    person_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewLink,
    if_match: str | Unset = UNSET,

) -> MadeLink | Problem | None:
    """ Make Sign In Link

     Make somebody a one-time link for 24 hours: sent to them, or shown until they first sign in.

    Args:
        person_id (UUID):
        if_match (str | Unset):
        body (NewLink): A link to make for somebody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MadeLink | Problem
     """


    return sync_detailed(
        person_id=person_id,
client=client,
body=body,
if_match=if_match,

    ).parsed

async def asyncio_detailed(
    person_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewLink,
    if_match: str | Unset = UNSET,

) -> Response[MadeLink | Problem]:
    """ Make Sign In Link

     Make somebody a one-time link for 24 hours: sent to them, or shown until they first sign in.

    Args:
        person_id (UUID):
        if_match (str | Unset):
        body (NewLink): A link to make for somebody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MadeLink | Problem]
     """


    kwargs = _get_kwargs(
        person_id=person_id,
body=body,
if_match=if_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    person_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewLink,
    if_match: str | Unset = UNSET,

) -> MadeLink | Problem | None:
    """ Make Sign In Link

     Make somebody a one-time link for 24 hours: sent to them, or shown until they first sign in.

    Args:
        person_id (UUID):
        if_match (str | Unset):
        body (NewLink): A link to make for somebody.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MadeLink | Problem
     """


    return (await asyncio_detailed(
        person_id=person_id,
client=client,
body=body,
if_match=if_match,

    )).parsed
