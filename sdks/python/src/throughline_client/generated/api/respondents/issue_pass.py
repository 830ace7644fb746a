from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.issued_pass import IssuedPass
from ...models.pass_request import PassRequest
from ...models.problem import Problem
from typing import cast



def _get_kwargs(
    *,
    body: PassRequest,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}






    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/passes",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> IssuedPass | Problem | None:
    if response.status_code == 200:
        response_200 = IssuedPass.from_dict(response.json())



        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())



        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[IssuedPass | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: PassRequest,

) -> Response[IssuedPass | Problem]:
    """ Issue Pass

     Exchange a code, or the meeting's word, for one blind signature.

    The same request again gets the same answer; another blinded message for a used code gets 409. The
    server never sees the pass itself, so it cannot recognise it when it comes back with answers.

    Args:
        body (PassRequest): A code, or the meeting's word, for one blind signature.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[IssuedPass | Problem]
     """


    kwargs = _get_kwargs(
        body=body,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient | Client,
    body: PassRequest,

) -> IssuedPass | Problem | None:
    """ Issue Pass

     Exchange a code, or the meeting's word, for one blind signature.

    The same request again gets the same answer; another blinded message for a used code gets 409. The
    server never sees the pass itself, so it cannot recognise it when it comes back with answers.

    Args:
        body (PassRequest): A code, or the meeting's word, for one blind signature.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        IssuedPass | Problem
     """


    return sync_detailed(
        client=client,
body=body,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: PassRequest,

) -> Response[IssuedPass | Problem]:
    """ Issue Pass

     Exchange a code, or the meeting's word, for one blind signature.

    The same request again gets the same answer; another blinded message for a used code gets 409. The
    server never sees the pass itself, so it cannot recognise it when it comes back with answers.

    Args:
        body (PassRequest): A code, or the meeting's word, for one blind signature.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[IssuedPass | Problem]
     """


    kwargs = _get_kwargs(
        body=body,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: PassRequest,

) -> IssuedPass | Problem | None:
    """ Issue Pass

     Exchange a code, or the meeting's word, for one blind signature.

    The same request again gets the same answer; another blinded message for a used code gets 409. The
    server never sees the pass itself, so it cannot recognise it when it comes back with answers.

    Args:
        body (PassRequest): A code, or the meeting's word, for one blind signature.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        IssuedPass | Problem
     """


    return (await asyncio_detailed(
        client=client,
body=body,

    )).parsed
