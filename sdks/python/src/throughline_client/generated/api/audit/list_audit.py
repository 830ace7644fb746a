from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.audit_entry_page import AuditEntryPage
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime



def _get_kwargs(
    *,
    district: None | Unset | UUID = UNSET,
    actor_id: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    subject: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match





    params: dict[str, Any] = {}

    json_district: None | str | Unset
    if isinstance(district, Unset):
        json_district = UNSET
    elif isinstance(district, UUID):
        json_district = str(district)
    else:
        json_district = district
    params["district"] = json_district

    json_actor_id: None | str | Unset
    if isinstance(actor_id, Unset):
        json_actor_id = UNSET
    else:
        json_actor_id = actor_id
    params["actor_id"] = json_actor_id

    json_action: None | str | Unset
    if isinstance(action, Unset):
        json_action = UNSET
    else:
        json_action = action
    params["action"] = json_action

    json_subject: None | str | Unset
    if isinstance(subject, Unset):
        json_subject = UNSET
    else:
        json_subject = subject
    params["subject"] = json_subject

    json_since: None | str | Unset
    if isinstance(since, Unset):
        json_since = UNSET
    elif isinstance(since, datetime.datetime):
        json_since = since.isoformat()
    else:
        json_since = since
    params["since"] = json_since

    json_until: None | str | Unset
    if isinstance(until, Unset):
        json_until = UNSET
    elif isinstance(until, datetime.datetime):
        json_until = until.isoformat()
    else:
        json_until = until
    params["until"] = json_until

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/audit",
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | AuditEntryPage | Problem | None:
    if response.status_code == 200:
        response_200 = AuditEntryPage.from_dict(response.json())



        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | AuditEntryPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    district: None | Unset | UUID = UNSET,
    actor_id: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    subject: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | AuditEntryPage | Problem]:
    """ List Audit

     List what administrators and their programs did, the newest first. Nothing is about respondents.

    Args:
        district (None | Unset | UUID):
        actor_id (None | str | Unset):
        action (None | str | Unset):
        subject (None | str | Unset):
        since (datetime.datetime | None | Unset): Done at that time or later.
        until (datetime.datetime | None | Unset): Done before that time.
        limit (int | Unset): Rows on a page. Default: 50.
        cursor (None | str | Unset): From `next_cursor` of the page before.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | AuditEntryPage | Problem]
     """


    kwargs = _get_kwargs(
        district=district,
actor_id=actor_id,
action=action,
subject=subject,
since=since,
until=until,
limit=limit,
cursor=cursor,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    district: None | Unset | UUID = UNSET,
    actor_id: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    subject: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | AuditEntryPage | Problem | None:
    """ List Audit

     List what administrators and their programs did, the newest first. Nothing is about respondents.

    Args:
        district (None | Unset | UUID):
        actor_id (None | str | Unset):
        action (None | str | Unset):
        subject (None | str | Unset):
        since (datetime.datetime | None | Unset): Done at that time or later.
        until (datetime.datetime | None | Unset): Done before that time.
        limit (int | Unset): Rows on a page. Default: 50.
        cursor (None | str | Unset): From `next_cursor` of the page before.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | AuditEntryPage | Problem
     """


    return sync_detailed(
        client=client,
district=district,
actor_id=actor_id,
action=action,
subject=subject,
since=since,
until=until,
limit=limit,
cursor=cursor,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    district: None | Unset | UUID = UNSET,
    actor_id: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    subject: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | AuditEntryPage | Problem]:
    """ List Audit

     List what administrators and their programs did, the newest first. Nothing is about respondents.

    Args:
        district (None | Unset | UUID):
        actor_id (None | str | Unset):
        action (None | str | Unset):
        subject (None | str | Unset):
        since (datetime.datetime | None | Unset): Done at that time or later.
        until (datetime.datetime | None | Unset): Done before that time.
        limit (int | Unset): Rows on a page. Default: 50.
        cursor (None | str | Unset): From `next_cursor` of the page before.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | AuditEntryPage | Problem]
     """


    kwargs = _get_kwargs(
        district=district,
actor_id=actor_id,
action=action,
subject=subject,
since=since,
until=until,
limit=limit,
cursor=cursor,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    district: None | Unset | UUID = UNSET,
    actor_id: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    subject: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | AuditEntryPage | Problem | None:
    """ List Audit

     List what administrators and their programs did, the newest first. Nothing is about respondents.

    Args:
        district (None | Unset | UUID):
        actor_id (None | str | Unset):
        action (None | str | Unset):
        subject (None | str | Unset):
        since (datetime.datetime | None | Unset): Done at that time or later.
        until (datetime.datetime | None | Unset): Done before that time.
        limit (int | Unset): Rows on a page. Default: 50.
        cursor (None | str | Unset): From `next_cursor` of the page before.
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | AuditEntryPage | Problem
     """


    return (await asyncio_detailed(
        client=client,
district=district,
actor_id=actor_id,
action=action,
subject=subject,
since=since,
until=until,
limit=limit,
cursor=cursor,
if_none_match=if_none_match,

    )).parsed
