from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.get_shared_pdf_language import check_get_shared_pdf_language
from ...models.get_shared_pdf_language import GetSharedPdfLanguage
from ...models.get_shared_pdf_paper import check_get_shared_pdf_paper
from ...models.get_shared_pdf_paper import GetSharedPdfPaper
from ...models.get_shared_pdf_part import check_get_shared_pdf_part
from ...models.get_shared_pdf_part import GetSharedPdfPart
from ...models.problem import Problem
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast



def _get_kwargs(
    *,
    part: GetSharedPdfPart | Unset = 'full',
    paper: GetSharedPdfPaper | Unset = 'letter',
    language: GetSharedPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["if-none-match"] = if_none_match





    params: dict[str, Any] = {}

    json_part: str | Unset = UNSET
    if not isinstance(part, Unset):
        json_part = part

    params["part"] = json_part

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
        "url": "/v1/shared-profile/pdf",
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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | File | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    part: GetSharedPdfPart | Unset = 'full',
    paper: GetSharedPdfPaper | Unset = 'letter',
    language: GetSharedPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | Problem]:
    """ Get Shared Pdf

     Print the profile that a link leads to: the newest revision as a report.

    Args:
        part (GetSharedPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetSharedPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetSharedPdfLanguage | Unset): The language of the words. Default: 'en'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | Problem]
     """


    kwargs = _get_kwargs(
        part=part,
paper=paper,
language=language,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    part: GetSharedPdfPart | Unset = 'full',
    paper: GetSharedPdfPaper | Unset = 'letter',
    language: GetSharedPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | Problem | None:
    """ Get Shared Pdf

     Print the profile that a link leads to: the newest revision as a report.

    Args:
        part (GetSharedPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetSharedPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetSharedPdfLanguage | Unset): The language of the words. Default: 'en'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File | Problem
     """


    return sync_detailed(
        client=client,
part=part,
paper=paper,
language=language,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    part: GetSharedPdfPart | Unset = 'full',
    paper: GetSharedPdfPaper | Unset = 'letter',
    language: GetSharedPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | Problem]:
    """ Get Shared Pdf

     Print the profile that a link leads to: the newest revision as a report.

    Args:
        part (GetSharedPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetSharedPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetSharedPdfLanguage | Unset): The language of the words. Default: 'en'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | Problem]
     """


    kwargs = _get_kwargs(
        part=part,
paper=paper,
language=language,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    part: GetSharedPdfPart | Unset = 'full',
    paper: GetSharedPdfPaper | Unset = 'letter',
    language: GetSharedPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | Problem | None:
    """ Get Shared Pdf

     Print the profile that a link leads to: the newest revision as a report.

    Args:
        part (GetSharedPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetSharedPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetSharedPdfLanguage | Unset): The language of the words. Default: 'en'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | File | Problem
     """


    return (await asyncio_detailed(
        client=client,
part=part,
paper=paper,
language=language,
if_none_match=if_none_match,

    )).parsed
