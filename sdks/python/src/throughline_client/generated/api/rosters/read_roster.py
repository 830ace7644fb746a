from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.problem import Problem
from ...models.read_roster_roster_upload import ReadRosterRosterUpload
from ...models.roster_report import RosterReport
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime



def _get_kwargs(
    *,
    body: ReadRosterRosterUpload,
    dry_run: bool | Unset = True,
    district: None | Unset | UUID = UNSET,
    administration: None | Unset | UUID = UNSET,
    eligible_roles: list[str] | None | Unset = UNSET,
    as_of: datetime.date | None | Unset = UNSET,
    compare_with: None | Unset | UUID = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}




    params: dict[str, Any] = {}

    params["dry_run"] = dry_run

    json_district: None | str | Unset
    if isinstance(district, Unset):
        json_district = UNSET
    elif isinstance(district, UUID):
        json_district = str(district)
    else:
        json_district = district
    params["district"] = json_district

    json_administration: None | str | Unset
    if isinstance(administration, Unset):
        json_administration = UNSET
    elif isinstance(administration, UUID):
        json_administration = str(administration)
    else:
        json_administration = administration
    params["administration"] = json_administration

    json_eligible_roles: list[str] | None | Unset
    if isinstance(eligible_roles, Unset):
        json_eligible_roles = UNSET
    elif isinstance(eligible_roles, list):
        json_eligible_roles = eligible_roles


    else:
        json_eligible_roles = eligible_roles
    params["eligible_roles"] = json_eligible_roles

    json_as_of: None | str | Unset
    if isinstance(as_of, Unset):
        json_as_of = UNSET
    elif isinstance(as_of, datetime.date):
        json_as_of = as_of.isoformat()
    else:
        json_as_of = as_of
    params["as_of"] = json_as_of

    json_compare_with: None | str | Unset
    if isinstance(compare_with, Unset):
        json_compare_with = UNSET
    elif isinstance(compare_with, UUID):
        json_compare_with = str(compare_with)
    else:
        json_compare_with = compare_with
    params["compare_with"] = json_compare_with


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/rosters",
        "params": params,
    }

    _kwargs["files"] = body.to_multipart()

    headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | RosterReport | None:
    if response.status_code == 200:
        response_200 = RosterReport.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | RosterReport]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ReadRosterRosterUpload,
    dry_run: bool | Unset = True,
    district: None | Unset | UUID = UNSET,
    administration: None | Unset | UUID = UNSET,
    eligible_roles: list[str] | None | Unset = UNSET,
    as_of: datetime.date | None | Unset = UNSET,
    compare_with: None | Unset | UUID = UNSET,

) -> Response[Problem | RosterReport]:
    """ Read Roster

     Read a `schools.csv`, or a zip of OneRoster or School Data Sync. All of it, or nothing.

    Of people only their numbers are kept. Schools are matched by the id the file knows them by; those
    of a
    zip also by their NCES id.

    Args:
        dry_run (bool | Unset): False to store; true only says what would change. Default: True.
        district (None | Unset | UUID): Needed with an operator's key only.
        administration (None | Unset | UUID): A draft whose schools and eligible counts the roster
            sets.
        eligible_roles (list[str] | None | Unset): Whose people may answer, repeated or with
            commas; `teacher` and `aide` by default.
        as_of (datetime.date | None | Unset): Count only roles that hold on this day; else
            whatever their dates.
        compare_with (None | Unset | UUID): A stored roster; by default the one stored last.
        body (ReadRosterRosterUpload): One of the two.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RosterReport]
     """


    kwargs = _get_kwargs(
        body=body,
dry_run=dry_run,
district=district,
administration=administration,
eligible_roles=eligible_roles,
as_of=as_of,
compare_with=compare_with,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    body: ReadRosterRosterUpload,
    dry_run: bool | Unset = True,
    district: None | Unset | UUID = UNSET,
    administration: None | Unset | UUID = UNSET,
    eligible_roles: list[str] | None | Unset = UNSET,
    as_of: datetime.date | None | Unset = UNSET,
    compare_with: None | Unset | UUID = UNSET,

) -> Problem | RosterReport | None:
    """ Read Roster

     Read a `schools.csv`, or a zip of OneRoster or School Data Sync. All of it, or nothing.

    Of people only their numbers are kept. Schools are matched by the id the file knows them by; those
    of a
    zip also by their NCES id.

    Args:
        dry_run (bool | Unset): False to store; true only says what would change. Default: True.
        district (None | Unset | UUID): Needed with an operator's key only.
        administration (None | Unset | UUID): A draft whose schools and eligible counts the roster
            sets.
        eligible_roles (list[str] | None | Unset): Whose people may answer, repeated or with
            commas; `teacher` and `aide` by default.
        as_of (datetime.date | None | Unset): Count only roles that hold on this day; else
            whatever their dates.
        compare_with (None | Unset | UUID): A stored roster; by default the one stored last.
        body (ReadRosterRosterUpload): One of the two.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RosterReport
     """


    return sync_detailed(
        client=client,
body=body,
dry_run=dry_run,
district=district,
administration=administration,
eligible_roles=eligible_roles,
as_of=as_of,
compare_with=compare_with,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ReadRosterRosterUpload,
    dry_run: bool | Unset = True,
    district: None | Unset | UUID = UNSET,
    administration: None | Unset | UUID = UNSET,
    eligible_roles: list[str] | None | Unset = UNSET,
    as_of: datetime.date | None | Unset = UNSET,
    compare_with: None | Unset | UUID = UNSET,

) -> Response[Problem | RosterReport]:
    """ Read Roster

     Read a `schools.csv`, or a zip of OneRoster or School Data Sync. All of it, or nothing.

    Of people only their numbers are kept. Schools are matched by the id the file knows them by; those
    of a
    zip also by their NCES id.

    Args:
        dry_run (bool | Unset): False to store; true only says what would change. Default: True.
        district (None | Unset | UUID): Needed with an operator's key only.
        administration (None | Unset | UUID): A draft whose schools and eligible counts the roster
            sets.
        eligible_roles (list[str] | None | Unset): Whose people may answer, repeated or with
            commas; `teacher` and `aide` by default.
        as_of (datetime.date | None | Unset): Count only roles that hold on this day; else
            whatever their dates.
        compare_with (None | Unset | UUID): A stored roster; by default the one stored last.
        body (ReadRosterRosterUpload): One of the two.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RosterReport]
     """


    kwargs = _get_kwargs(
        body=body,
dry_run=dry_run,
district=district,
administration=administration,
eligible_roles=eligible_roles,
as_of=as_of,
compare_with=compare_with,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ReadRosterRosterUpload,
    dry_run: bool | Unset = True,
    district: None | Unset | UUID = UNSET,
    administration: None | Unset | UUID = UNSET,
    eligible_roles: list[str] | None | Unset = UNSET,
    as_of: datetime.date | None | Unset = UNSET,
    compare_with: None | Unset | UUID = UNSET,

) -> Problem | RosterReport | None:
    """ Read Roster

     Read a `schools.csv`, or a zip of OneRoster or School Data Sync. All of it, or nothing.

    Of people only their numbers are kept. Schools are matched by the id the file knows them by; those
    of a
    zip also by their NCES id.

    Args:
        dry_run (bool | Unset): False to store; true only says what would change. Default: True.
        district (None | Unset | UUID): Needed with an operator's key only.
        administration (None | Unset | UUID): A draft whose schools and eligible counts the roster
            sets.
        eligible_roles (list[str] | None | Unset): Whose people may answer, repeated or with
            commas; `teacher` and `aide` by default.
        as_of (datetime.date | None | Unset): Count only roles that hold on this day; else
            whatever their dates.
        compare_with (None | Unset | UUID): A stored roster; by default the one stored last.
        body (ReadRosterRosterUpload): One of the two.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RosterReport
     """


    return (await asyncio_detailed(
        client=client,
body=body,
dry_run=dry_run,
district=district,
administration=administration,
eligible_roles=eligible_roles,
as_of=as_of,
compare_with=compare_with,

    )).parsed
