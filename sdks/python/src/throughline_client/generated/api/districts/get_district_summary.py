from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.district_summary import DistrictSummary
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID



def _get_kwargs(
    district_id: UUID,
    *,
    administration: None | Unset | UUID = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["if-none-match"] = if_none_match





    params: dict[str, Any] = {}

    json_administration: None | str | Unset
    if isinstance(administration, Unset):
        json_administration = UNSET
    elif isinstance(administration, UUID):
        json_administration = str(administration)
    else:
        json_administration = administration
    params["administration"] = json_administration


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/districts/{district_id}/summary".format(district_id=quote(str(district_id), safe=""),),
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | DistrictSummary | Problem | None:
    if response.status_code == 200:
        response_200 = DistrictSummary.from_dict(response.json())



        return response_200

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | DistrictSummary | Problem]:
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
    administration: None | Unset | UUID = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | DistrictSummary | Problem]:
    """ Get District Summary

     Show the summary of an administration over a district: the newest revision, byte for byte.

    There is none before the profiles of all its schools are published. Who is bound to some schools
    reads
    their profiles instead.

    Args:
        district_id (UUID):
        administration (None | Unset | UUID): Left out: of those with a summary, the one that
            ended last.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DistrictSummary | Problem]
     """


    kwargs = _get_kwargs(
        district_id=district_id,
administration=administration,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    administration: None | Unset | UUID = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Any | DistrictSummary | Problem | None:
    """ Get District Summary

     Show the summary of an administration over a district: the newest revision, byte for byte.

    There is none before the profiles of all its schools are published. Who is bound to some schools
    reads
    their profiles instead.

    Args:
        district_id (UUID):
        administration (None | Unset | UUID): Left out: of those with a summary, the one that
            ended last.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DistrictSummary | Problem
     """


    return sync_detailed(
        district_id=district_id,
client=client,
administration=administration,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    administration: None | Unset | UUID = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | DistrictSummary | Problem]:
    """ Get District Summary

     Show the summary of an administration over a district: the newest revision, byte for byte.

    There is none before the profiles of all its schools are published. Who is bound to some schools
    reads
    their profiles instead.

    Args:
        district_id (UUID):
        administration (None | Unset | UUID): Left out: of those with a summary, the one that
            ended last.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DistrictSummary | Problem]
     """


    kwargs = _get_kwargs(
        district_id=district_id,
administration=administration,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    district_id: UUID,
    *,
    client: AuthenticatedClient,
    administration: None | Unset | UUID = UNSET,
    if_none_match: None | str | Unset = UNSET,

) -> Any | DistrictSummary | Problem | None:
    """ Get District Summary

     Show the summary of an administration over a district: the newest revision, byte for byte.

    There is none before the profiles of all its schools are published. Who is bound to some schools
    reads
    their profiles instead.

    Args:
        district_id (UUID):
        administration (None | Unset | UUID): Left out: of those with a summary, the one that
            ended last.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DistrictSummary | Problem
     """


    return (await asyncio_detailed(
        district_id=district_id,
client=client,
administration=administration,
if_none_match=if_none_match,

    )).parsed
