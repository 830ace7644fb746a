from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.get_export_file_response_200 import GetExportFileResponse200
from ...models.problem import Problem
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast
from uuid import UUID



def _get_kwargs(
    export_id: UUID,
    name: str,
    *,
    range_: None | str | Unset = UNSET,
    if_range: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(range_, Unset):
        headers["Range"] = range_

    if not isinstance(if_range, Unset):
        headers["if-range"] = if_range

    if not isinstance(if_none_match, Unset):
        headers["if-none-match"] = if_none_match







    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/exports/{export_id}/files/{name}".format(export_id=quote(str(export_id), safe=""),name=quote(str(name), safe=""),),
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | File | GetExportFileResponse200 | Problem | None:
    if response.status_code == 200:
        response_200 = GetExportFileResponse200.from_dict(response.json())



        return response_200

    if response.status_code == 206:
        response_206 = File(
             payload = BytesIO(response.json())
        )



        return response_206

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())



        return response_410

    if response.status_code == 416:
        response_416 = Problem.from_dict(response.json())



        return response_416

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | File | GetExportFileResponse200 | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    export_id: UUID,
    name: str,
    *,
    client: AuthenticatedClient,
    range_: None | str | Unset = UNSET,
    if_range: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | GetExportFileResponse200 | Problem]:
    """ Get Export File

     Fetch a file, or the part of it that is still missing: `curl -C -` goes on where it was cut off.

    Args:
        export_id (UUID):
        name (str):
        range_ (None | str | Unset): One range of bytes.
        if_range (None | str | Unset): The ETag of the part you have.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | GetExportFileResponse200 | Problem]
     """


    kwargs = _get_kwargs(
        export_id=export_id,
name=name,
range_=range_,
if_range=if_range,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    export_id: UUID,
    name: str,
    *,
    client: AuthenticatedClient,
    range_: None | str | Unset = UNSET,
    if_range: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | GetExportFileResponse200 | Problem | None:
    """ Get Export File

     Fetch a file, or the part of it that is still missing: `curl -C -` goes on where it was cut off.

    Args:
        export_id (UUID):
        name (str):
        range_ (None | str | Unset): One range of bytes.
        if_range (None | str | Unset): The ETag of the part you have.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File | GetExportFileResponse200 | Problem
     """


    return sync_detailed(
        export_id=export_id,
name=name,
client=client,
range_=range_,
if_range=if_range,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    export_id: UUID,
    name: str,
    *,
    client: AuthenticatedClient,
    range_: None | str | Unset = UNSET,
    if_range: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | GetExportFileResponse200 | Problem]:
    """ Get Export File

     Fetch a file, or the part of it that is still missing: `curl -C -` goes on where it was cut off.

    Args:
        export_id (UUID):
        name (str):
        range_ (None | str | Unset): One range of bytes.
        if_range (None | str | Unset): The ETag of the part you have.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | GetExportFileResponse200 | Problem]
     """


    kwargs = _get_kwargs(
        export_id=export_id,
name=name,
range_=range_,
if_range=if_range,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    export_id: UUID,
    name: str,
    *,
    client: AuthenticatedClient,
    range_: None | str | Unset = UNSET,
    if_range: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | GetExportFileResponse200 | Problem | None:
    """ Get Export File

     Fetch a file, or the part of it that is still missing: `curl -C -` goes on where it was cut off.

    Args:
        export_id (UUID):
        name (str):
        range_ (None | str | Unset): One range of bytes.
        if_range (None | str | Unset): The ETag of the part you have.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File | GetExportFileResponse200 | Problem
     """


    return (await asyncio_detailed(
        export_id=export_id,
name=name,
client=client,
range_=range_,
if_range=if_range,
if_none_match=if_none_match,

    )).parsed
