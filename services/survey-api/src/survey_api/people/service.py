"""Decisions about people: who is invited, with which role, and who is left to administer a district."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func

from survey_api.access.admission import Access
from survey_api.access.granting import check_grant
from survey_api.access.roles import ADMINISTRATOR, LEADER, ROLES, PersonRole
from survey_api.access.scopes import lacking
from survey_api.db import AnyRow
from survey_api.people import queries
from survey_api.people.schemas import NewPerson, PersonChanges
from survey_api.problems import EmailTaken, FieldError, InvalidRequest, LastAdministrator, NotFound


async def invite(access: Access, *, new: NewPerson) -> AnyRow:
    """Let somebody sign in.

    Raises:
        UnknownDistrict: there is no such district, or it is not the caller's.
        InsufficientScope, InvalidRequest: more than the caller may give, or schools that do not fit the role.
        EmailTaken: the district knows this address.
    """
    district_id = access.caller.district_for(new.district)
    await _check(access, district_id=district_id, role=new.role, schools=new.schools)
    values = {"district_id": district_id, "email": new.email, "name": new.name, "role": new.role}
    row = await queries.insert_person(access.session, values=values | {"school_ids": new.schools})
    if row is None:
        raise EmailTaken
    await access.audit("person.invited", subject=row.id, district_id=district_id, role=new.role)
    return row


async def find(access: Access, *, person_id: UUID) -> AnyRow:
    """Return somebody.

    Raises:
        NotFound: nobody of that id is the caller's.
    """
    row = await queries.select_person(access.session, person_id=person_id)
    if row is None:
        raise NotFound
    return row


async def list_people(
    access: Access, *, district: UUID | None, email: str | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's people in order of id."""
    own = district or access.caller.district_id
    return await queries.select_people(access.session, district_id=own, email=email, after=after, limit=limit)


async def change(access: Access, *, person_id: UUID, changes: PersonChanges) -> AnyRow:
    """Change somebody's name, role or schools, keep them out, or let them in again.

    Raises:
        NotFound: nobody of that id is the caller's.
        InsufficientScope, InvalidRequest: more than the caller may give, or schools that do not fit the role.
        LastAdministrator: nobody would be left to administer the district.
    """
    before = await find(access, person_id=person_id)
    wanted = changes.given()
    stays = not (before.disabled_at is not None if changes.disabled is None else changes.disabled)
    if changes.disabled is not None:
        wanted["disabled_at"] = None if stays else func.coalesce(before.disabled_at, func.now())
    role = wanted.get("role", before.role)
    schools = wanted.get("school_ids", before.school_ids)
    if stays:
        await _check(access, district_id=before.district_id, role=role, schools=schools)
    else:
        _check_schools(role, schools)
    if not wanted:
        return before
    if not (stays and role == ADMINISTRATOR):
        await _keep_an_administrator(access, before)
    return await _store(access, before, wanted=wanted, stays=stays)


async def check_may_give(access: Access, person: AnyRow) -> None:
    """Refuse to let somebody in with more than the caller holds.

    Raises:
        InsufficientScope: their role has another scope.
    """
    await _check(access, district_id=person.district_id, role=person.role, schools=person.school_ids)


async def remove(access: Access, *, person_id: UUID) -> None:
    """Remove somebody at once, with their sessions.

    Raises:
        NotFound: nobody of that id is the caller's.
        LastAdministrator: nobody would be left to administer the district.
    """
    before = await find(access, person_id=person_id)
    await _keep_an_administrator(access, before)
    await queries.delete_person(access.session, person_id=person_id)
    await access.audit("person.removed", subject=person_id, district_id=before.district_id)


async def _store(access: Access, before: AnyRow, *, wanted: dict[str, Any], stays: bool) -> AnyRow:
    row = await queries.update_person(access.session, person_id=before.id, changes=wanted)
    if row is None:
        raise NotFound
    if not stays:
        await queries.end_sessions(access.session, person_id=before.id)
    names = {"school_ids": "schools", "disabled_at": "disabled"}
    await access.audit(
        "person.changed",
        subject=before.id,
        district_id=before.district_id,
        fields=sorted(names.get(name, name) for name in wanted),
        role=row.role,
    )
    return row


async def _check(
    access: Access, *, district_id: UUID, role: PersonRole, schools: Sequence[UUID] | None
) -> None:
    """Nobody gives a role with scopes they do not hold."""
    for scope in sorted(ROLES[role] - access.caller.scopes):
        raise lacking(scope, pointer="/role")
    _check_schools(role, schools)
    await check_grant(access, district_id=district_id, scopes=(), schools=schools)


def _check_schools(role: PersonRole, schools: Sequence[UUID] | None) -> None:
    fault = None
    if role == LEADER and schools is None:
        fault = FieldError(pointer="/schools", code="needed", detail="name the schools that they lead")
    if role == ADMINISTRATOR and schools is not None:
        fault = FieldError(
            pointer="/schools", code="whole-district", detail="an administrator's is the whole district"
        )
    if fault is not None:
        raise InvalidRequest(errors=[fault])


async def _keep_an_administrator(access: Access, person: AnyRow) -> None:
    """Refuse to leave a district to nobody. An operator may: they can make another administrator."""
    left = await queries.lock_administrators(access.session, district_id=person.district_id)
    if not access.caller.is_operator and left == [person.id]:
        raise LastAdministrator
