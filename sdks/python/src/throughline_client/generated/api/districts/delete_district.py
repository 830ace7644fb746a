from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.deletion import Deletion
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID



def _get_kwargs(
    district_id: UUID,
    *,
    dry_run: bool | Unset = True,
    confirm: None | str | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match





    params: dict[str, Any] = {}

    params["dry_run"] = dry_run

    json_confirm: None | str | Unset
    if isinstance(confirm, Unset):
        json_confirm = UNSET
    else:
        json_confirm = confirm
    params["confirm"] = json_confirm


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/v1/districts/{district_id}".format(district_id=quote(str(district_id), safe=""),),
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Deletion | Problem | None:
    if response.status_code == 200:
        response_200 = Deletion.from_dict(response.json())



        return response_200

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Deletion | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    dry_run: bool | Unset = True,
    confirm: None | str | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> Response[Deletion | Problem]:
    """ Delete District

     Delete a district for good with all it has: schools, administrations, people, keys, audit lines.

    Only the operator does this. What stays is one line in the operator's audit log, and the tombstones.

    Args:
        district_id (UUID):
        dry_run (bool | Unset): Only say what would go. `false` deletes, and needs `confirm`.
            Default: True.
        confirm (None | str | Unset): `confirm` of a dry run: exactly that is deleted.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Deletion | Problem]
     """


    kwargs = _get_kwargs(
        district_id=district_id,
dry_run=dry_run,
confirm=confirm,
if_match=if_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    dry_run: bool | Unset = True,
    confirm: None | str | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> Deletion | Problem | None:
    """ Delete District

     Delete a district for good with all it has: schools, administrations, people, keys, audit lines.

    Only the operator does this. What stays is one line in the operator's audit log, and the tombstones.

    Args:
        district_id (UUID):
        dry_run (bool | Unset): Only say what would go. `false` deletes, and needs `confirm`.
            Default: True.
        confirm (None | str | Unset): `confirm` of a dry run: exactly that is deleted.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Deletion | Problem
     """


    return sync_detailed(
        district_id=district_id,
client=client,
dry_run=dry_run,
confirm=confirm,
if_match=if_match,

    ).parsed

async def asyncio_detailed(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    dry_run: bool | Unset = True,
    confirm: None | str | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> Response[Deletion | Problem]:
    """ Delete District

     Delete a district for good with all it has: schools, administrations, people, keys, audit lines.

    Only the operator does this. What stays is one line in the operator's audit log, and the tombstones.

    Args:
        district_id (UUID):
        dry_run (bool | Unset): Only say what would go. `false` deletes, and needs `confirm`.
            Default: True.
        confirm (None | str | Unset): `confirm` of a dry run: exactly that is deleted.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Deletion | Problem]
     """


    kwargs = _get_kwargs(
        district_id=district_id,
dry_run=dry_run,
confirm=confirm,
if_match=if_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    dry_run: bool | Unset = True,
    confirm: None | str | Unset = UNSET,
    if_match: str | Unset = UNSET,

) -> Deletion | Problem | None:
    """ Delete District

     Delete a district for good with all it has: schools, administrations, people, keys, audit lines.

    Only the operator does this. What stays is one line in the operator's audit log, and the tombstones.

    Args:
        district_id (UUID):
        dry_run (bool | Unset): Only say what would go. `false` deletes, and needs `confirm`.
            Default: True.
        confirm (None | str | Unset): `confirm` of a dry run: exactly that is deleted.
        if_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Deletion | Problem
     """


    return (await asyncio_detailed(
        district_id=district_id,
client=client,
dry_run=dry_run,
confirm=confirm,
if_match=if_match,

    )).parsed
