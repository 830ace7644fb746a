"""Reading a roster: everything in it is stored, or nothing."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Access, Admission
from survey_api.administrations.service import find as find_administration
from survey_api.administrations.service import lock, require_state
from survey_api.db import AnyRow
from survey_api.districts.queries import lock_district, select_district
from survey_api.problems import FieldError, InvalidRequest, RosterRefused, UnknownDistrict
from survey_api.reporting_units.queries import lock_drafts
from survey_api.rosters import queries, report, storing
from survey_api.rosters.findings import Findings
from survey_api.rosters.formats import Roster, read_roster
from survey_api.rosters.parsing import parse_roster
from survey_api.rosters.plan import plan_schools
from survey_api.rosters.reading import Options
from survey_api.rosters.roles import DEFAULT_ELIGIBLE, canonical, eligible_faults
from survey_api.rosters.schemas import RosterReport
from survey_api.rosters.uploads import Upload
from survey_api.schools import queries as schools
from survey_api.schools.service import leaid_of

# One roster at a time in each process: the next waits, and memory stays what one of them takes.
_READING: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="roster")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a caller asks for; the names are those of the query."""

    dry_run: bool
    district: UUID | None
    administration: UUID | None
    eligible_roles: Sequence[str] | None
    as_of: date | None
    compare_with: UUID | None
    today: date

    @property
    def roles(self) -> tuple[str, ...]:
        """The chosen roles as the standards write them, each once."""
        given = [one.strip() for text in self.eligible_roles or () for one in text.split(",")]
        return tuple(dict.fromkeys(canonical(one) or one for one in given)) or DEFAULT_ELIGIBLE


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a roster goes."""

    district_id: UUID
    leaid: str | None


async def check(admission: Admission, wanted: Wanted) -> Target:
    """Refuse what cannot succeed whatever the file holds, before it is received.

    Raises:
        UnknownDistrict: no such district, or not the caller's.
        InvalidRequest: a role is none, or the roster to compare with is not the district's.
        NotFound, WrongState: the administration is not a draft of the caller's.
    """
    faults = [
        FieldError(pointer="query/eligible_roles", code="role", detail=detail)
        for detail in eligible_faults(wanted.roles)
    ]
    if faults:
        raise InvalidRequest(errors=faults)
    async with admission.transaction() as session:
        wave = None
        if wanted.administration is not None:
            wave = await find_administration(session, administration_id=wanted.administration)
            require_state(wave, "draft")
        district_id = admission.caller.district_for(wanted.district or (wave.district_id if wave else None))
        owner = await select_district(session, district_id=district_id)
        if owner is None or (wave is not None and wave.district_id != district_id):
            raise UnknownDistrict
        await _earlier(session, wanted, district_id=district_id)
        return Target(district_id=district_id, leaid=leaid_of(owner.external_ids))


async def read(admission: Admission, *, upload: Upload, wanted: Wanted, target: Target) -> RosterReport:
    """Store a roster's schools and numbers and an administration's eligible counts; or say what would change.

    Raises:
        RosterRefused: with every fault by file, line and column; nothing was stored.
        UnknownDistrict, NotFound, WrongState: as for `check`, if it changed in the meantime.
    """
    findings = Findings()
    loop = asyncio.get_running_loop()
    roster = await loop.run_in_executor(_READING, _read, upload, wanted, target, findings)
    if roster is None:
        raise RosterRefused(errors=findings.faults)
    async with admission.transaction() as session:
        access = Access(caller=admission.caller, session=session, trail=admission.trail)
        return await _apply(access, roster, findings=findings, wanted=wanted, target=target)


def _read(upload: Upload, wanted: Wanted, target: Target, findings: Findings) -> Roster | None:
    if upload.is_archive:
        options = Options(
            eligible_roles=wanted.roles, as_of=wanted.as_of, today=wanted.today, leaid=target.leaid
        )
        return read_roster(upload.file, options=options, findings=findings)
    rows, faults = parse_roster(upload.file.read())
    findings.faults += faults
    return Roster(format="schools_csv", rows=rows, elsewhere=[], n_in_schools=0, n_elsewhere=0)


async def _apply(
    access: Access, roster: Roster, *, findings: Findings, wanted: Wanted, target: Target
) -> RosterReport:
    district_id = target.district_id
    drafts = await lock_drafts(access.session, district_id=district_id)
    wave = await _draft(access.session, wanted.administration)
    owner = await lock_district(access.session, district_id=district_id)
    if owner is None:
        raise UnknownDistrict
    stored = await schools.select_all_of(access.session, district_id=district_id)
    steps, faults = plan_schools(roster.rows, district=owner, schools=stored)
    seats = await storing.seats_of(access.session, wave, steps=steps)
    faults = [*findings.faults, *faults, *seats.faults]
    if faults:
        raise RosterRefused(errors=faults)
    earlier = await _earlier(access.session, wanted, district_id=district_id)
    before = [] if earlier is None else await queries.select_numbers(access.session, roster_id=earlier.id)
    is_plain = roster.format == "schools_csv"
    told = report.Told(
        eligible_roles=None if is_plain else wanted.roles, as_of=None if is_plain else wanted.as_of
    )
    made = None
    if not wanted.dry_run:
        made = await storing.store(
            access, roster, steps=steps, seats=seats, drafts=drafts, told=told, district_id=district_id
        )
    return report.build(
        roster,
        steps=steps,
        notes=findings.notes,
        told=told,
        made=made,
        missing=[row for row in stored if row.id not in {step.school_id for step in steps}],
        earlier=earlier,
        before={row.school_id: row.eligible for row in before},
        participations=None if wave is None else seats.changes,
    )


async def _draft(session: AsyncSession, administration_id: UUID | None) -> AnyRow | None:
    """The administration, locked after all drafts of its district: always in one order."""
    if administration_id is None:
        return None
    row = await lock(session, administration_id=administration_id)
    require_state(row, "draft")
    return row


async def _earlier(session: AsyncSession, wanted: Wanted, *, district_id: UUID) -> AnyRow | None:
    """The roster to compare with.

    Raises:
        InvalidRequest: the one that was named is not the district's.
    """
    if wanted.compare_with is None:
        return await queries.select_newest(session, district_id=district_id)
    row = await queries.select_roster(session, roster_id=wanted.compare_with)
    if row is None or row.district_id != district_id:
        detail = "a roster of the district, from GET /v1/rosters"
        raise InvalidRequest(
            errors=[FieldError(pointer="query/compare_with", code="unknown-roster", detail=detail)]
        )
    return row
