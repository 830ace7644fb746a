from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.get_poster_language import check_get_poster_language
from ...models.get_poster_language import GetPosterLanguage
from ...models.get_poster_paper import check_get_poster_paper
from ...models.get_poster_paper import GetPosterPaper
from ...models.problem import Problem
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast
from uuid import UUID



def _get_kwargs(
    participation_id: UUID,
    *,
    paper: GetPosterPaper | Unset = 'letter',
    language: GetPosterLanguage | Unset = 'both',
    if_none_match: None | str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["if-none-match"] = if_none_match





    params: dict[str, Any] = {}

    json_paper: str | Unset = UNSET
    if not isinstance(paper, Unset):
        json_paper = paper

    params["paper"] = json_paper

    json_language: str | Unset = UNSET
    if not isinstance(language, Unset):
        json_language = language

    params["language"] = json_language


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/participations/{participation_id}/poster".format(participation_id=quote(str(participation_id), safe=""),),
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | File | Problem | None:
    if response.status_code == 200:
        response_200 = File(
             payload = BytesIO(response.content)
        )



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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | File | Problem]:
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
    paper: GetPosterPaper | Unset = 'letter',
    language: GetPosterLanguage | Unset = 'both',
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | Problem]:
    """ Get Poster

     Print the poster: square code, six check words, how to take part. It is the same for everyone.

    Args:
        participation_id (UUID):
        paper (GetPosterPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetPosterLanguage | Unset): `both` puts English and Spanish side by side.
            Default: 'both'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | Problem]
     """


    kwargs = _get_kwargs(
        participation_id=participation_id,
paper=paper,
language=language,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: GetPosterPaper | Unset = 'letter',
    language: GetPosterLanguage | Unset = 'both',
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | Problem | None:
    """ Get Poster

     Print the poster: square code, six check words, how to take part. It is the same for everyone.

    Args:
        participation_id (UUID):
        paper (GetPosterPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetPosterLanguage | Unset): `both` puts English and Spanish side by side.
            Default: 'both'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File | Problem
     """


    return sync_detailed(
        participation_id=participation_id,
client=client,
paper=paper,
language=language,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: GetPosterPaper | Unset = 'letter',
    language: GetPosterLanguage | Unset = 'both',
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | Problem]:
    """ Get Poster

     Print the poster: square code, six check words, how to take part. It is the same for everyone.

    Args:
        participation_id (UUID):
        paper (GetPosterPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetPosterLanguage | Unset): `both` puts English and Spanish side by side.
            Default: 'both'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | Problem]
     """


    kwargs = _get_kwargs(
        participation_id=participation_id,
paper=paper,
language=language,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    participation_id: UUID,
    *,
    client: AuthenticatedClient,
    paper: GetPosterPaper | Unset = 'letter',
    language: GetPosterLanguage | Unset = 'both',
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | Problem | None:
    """ Get Poster

     Print the poster: square code, six check words, how to take part. It is the same for everyone.

    Args:
        participation_id (UUID):
        paper (GetPosterPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetPosterLanguage | Unset): `both` puts English and Spanish side by side.
            Default: 'both'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File | Problem
     """


    return (await asyncio_detailed(
        participation_id=participation_id,
client=client,
paper=paper,
language=language,
if_none_match=if_none_match,

    )).parsed
