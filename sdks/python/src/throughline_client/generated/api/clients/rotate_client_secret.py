from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.client_rotation import ClientRotation
from ...models.client_with_secret import ClientWithSecret
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    client_id: str,
    *,
    body: ClientRotation | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match







    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/clients/{client_id}/secret".format(client_id=quote(str(client_id), safe=""),),
    }


    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ClientWithSecret | Problem | None:
    if response.status_code == 200:
        response_200 = ClientWithSecret.from_dict(response.json())



        return response_200

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

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ClientWithSecret | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    client_id: str,
    *,
    client: AuthenticatedClient,
    body: ClientRotation | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> Response[ClientWithSecret | Problem]:
    """ Rotate Client Secret

     Exchange a client's secret. The new one is shown this once; the one before may keep working a while.

    Args:
        client_id (str):
        if_match (str | Unset):
        body (ClientRotation | Unset): How a secret is exchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClientWithSecret | Problem]
     """


    kwargs = _get_kwargs(
        client_id=client_id,
body=body,
if_match=if_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    client_id: str,
    *,
    client: AuthenticatedClient,
    body: ClientRotation | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> ClientWithSecret | Problem | None:
    """ Rotate Client Secret

     Exchange a client's secret. The new one is shown this once; the one before may keep working a while.

    Args:
        client_id (str):
        if_match (str | Unset):
        body (ClientRotation | Unset): How a secret is exchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClientWithSecret | Problem
     """


    return sync_detailed(
        client_id=client_id,
client=client,
body=body,
if_match=if_match,

    ).parsed

async def asyncio_detailed(
    client_id: str,
    *,
    client: AuthenticatedClient,
    body: ClientRotation | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> Response[ClientWithSecret | Problem]:
    """ Rotate Client Secret

     Exchange a client's secret. The new one is shown this once; the one before may keep working a while.

    Args:
        client_id (str):
        if_match (str | Unset):
        body (ClientRotation | Unset): How a secret is exchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClientWithSecret | Problem]
     """


    kwargs = _get_kwargs(
        client_id=client_id,
body=body,
if_match=if_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    client_id: str,
    *,
    client: AuthenticatedClient,
    body: ClientRotation | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> ClientWithSecret | Problem | None:
    """ Rotate Client Secret

     Exchange a client's secret. The new one is shown this once; the one before may keep working a while.

    Args:
        client_id (str):
        if_match (str | Unset):
        body (ClientRotation | Unset): How a secret is exchanged.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClientWithSecret | Problem
     """


    return (await asyncio_detailed(
        client_id=client_id,
client=client,
body=body,
if_match=if_match,

    )).parsed
