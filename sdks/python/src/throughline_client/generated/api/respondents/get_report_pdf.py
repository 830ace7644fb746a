from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.get_report_pdf_language import check_get_report_pdf_language
from ...models.get_report_pdf_language import GetReportPdfLanguage
from ...models.get_report_pdf_paper import check_get_report_pdf_paper
from ...models.get_report_pdf_paper import GetReportPdfPaper
from ...models.get_report_pdf_part import check_get_report_pdf_part
from ...models.get_report_pdf_part import GetReportPdfPart
from ...models.problem import Problem
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast
from uuid import UUID



def _get_kwargs(
    participation_id: UUID,
    *,
    part: GetReportPdfPart | Unset = 'full',
    paper: GetReportPdfPaper | Unset = 'letter',
    language: GetReportPdfLanguage | Unset = 'en',
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
        "url": "/v1/participations/{participation_id}/report/pdf".format(participation_id=quote(str(participation_id), safe=""),),
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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

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
    client: AuthenticatedClient | Client,
    part: GetReportPdfPart | Unset = 'full',
    paper: GetReportPdfPaper | Unset = 'letter',
    language: GetReportPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | Problem]:
    """ Get Report Pdf

     Print the school's report: the same as the principal's.

    Args:
        participation_id (UUID):
        part (GetReportPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetReportPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetReportPdfLanguage | Unset): The language of the words. Default: 'en'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | Problem]
     """


    kwargs = _get_kwargs(
        participation_id=participation_id,
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
    participation_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    part: GetReportPdfPart | Unset = 'full',
    paper: GetReportPdfPaper | Unset = 'letter',
    language: GetReportPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | Problem | None:
    """ Get Report Pdf

     Print the school's report: the same as the principal's.

    Args:
        participation_id (UUID):
        part (GetReportPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetReportPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetReportPdfLanguage | Unset): The language of the words. Default: 'en'.
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
part=part,
paper=paper,
language=language,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    participation_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    part: GetReportPdfPart | Unset = 'full',
    paper: GetReportPdfPaper | Unset = 'letter',
    language: GetReportPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Response[Any | File | Problem]:
    """ Get Report Pdf

     Print the school's report: the same as the principal's.

    Args:
        participation_id (UUID):
        part (GetReportPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetReportPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetReportPdfLanguage | Unset): The language of the words. Default: 'en'.
        if_none_match (None | str | Unset): An ETag answered before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | File | Problem]
     """


    kwargs = _get_kwargs(
        participation_id=participation_id,
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
    participation_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    part: GetReportPdfPart | Unset = 'full',
    paper: GetReportPdfPaper | Unset = 'letter',
    language: GetReportPdfLanguage | Unset = 'en',
    if_none_match: None | str | Unset = UNSET,

) -> Any | File | Problem | None:
    """ Get Report Pdf

     Print the school's report: the same as the principal's.

    Args:
        participation_id (UUID):
        part (GetReportPdfPart | Unset): `summary` is one page; `full` is everything. Default:
            'full'.
        paper (GetReportPdfPaper | Unset): The size of the paper: `letter` (US) or `a4`. Default:
            'letter'.
        language (GetReportPdfLanguage | Unset): The language of the words. Default: 'en'.
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
part=part,
paper=paper,
language=language,
if_none_match=if_none_match,

    )).parsed
