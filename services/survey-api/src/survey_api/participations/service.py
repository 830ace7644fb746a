"""Decisions about participations: corrected numbers, cards, replacements."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.administrations.policy import eligible_fault
from survey_api.administrations.service import lock as lock_administration
from survey_api.db import AnyRow
from survey_api.participations import queries
from survey_api.participations.cards import Code, draw
from survey_api.problems import (
    CardsAlreadyMade,
    CardsNotYetMade,
    FieldError,
    InvalidRequest,
    NoCards,
    NotFound,
    ReplacementsExhausted,
    WholeDistrictOnly,
    WrongState,
)
from survey_api.reporting_units import service as units
from survey_core.sealing.manifest import parse_manifest

_BEFORE_RELEASE: Final = ("draft", "ready", "open", "closed", "review")
_CARD_STATES: Final = ("ready", "open")


async def find(access: Access, *, participation_id: UUID) -> AnyRow:
    """Return a participation.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_participation(access.session, participation_id=participation_id)
    if row is None:
        raise NotFound
    return row


async def list_participations(
    access: Access, *, administration: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's participations in order of id."""
    return await queries.select_participations(
        access.session, administration_id=administration, after=after, limit=limit
    )


async def members_of(access: Access, rows: Sequence[AnyRow]) -> Mapping[UUID, Sequence[AnyRow]]:
    """Return the schools of participations, in order of their ids."""
    ids = sorted({row.administration_id for row in rows})
    return await units.members_of(access.session, administration_ids=ids)


async def correct_eligible(
    access: Access, *, participation_id: UUID, school: UUID | None, eligible: int
) -> AnyRow:
    """Correct the number of people who may answer; possible until the release, and audited.

    A frozen manifest keeps its number: it says how many codes there are. The row's is what scoring uses. Of
    several schools each has its own number, and the participation has their sum.

    Raises:
        NotFound: none of that id is the caller's.
        WrongState: it was released.
        InvalidRequest: too few for how the administration asks, or no school of it.
    """
    found = await find(access, participation_id=participation_id)
    await lock_administration(access.session, administration_id=found.administration_id)
    row = await lock(access, participation_id=participation_id)
    require(row, _BEFORE_RELEASE)
    members = (await members_of(access, [row]))[participation_id]
    member = _member(members, school=school)
    others = [one.eligible for one in members if one is not member]
    if fault := eligible_fault(_total([eligible, *others]), access=row.access, release_mode=row.release_mode):
        raise InvalidRequest(errors=[FieldError(pointer="/eligible", code=fault[0], detail=fault[1])])
    await units.set_eligible(
        access.session, administration_id=row.administration_id, counts={member.school_id: eligible}
    )
    await access.audit(
        "participation.eligible",
        subject=participation_id,
        district_id=row.district_id,
        **({"school": str(member.school_id)} if others else {}),
        before=member.eligible,
        after=eligible,
    )
    return await find(access, participation_id=participation_id)


async def make_cards(access: Access, *, participation_id: UUID) -> tuple[AnyRow, list[Code]]:
    """Make as many codes as the manifest says people are eligible. This works once.

    Raises:
        NotFound: none of that id is the caller's.
        NoCards, WrongState, CardsAlreadyMade: there are none to make.
    """
    row = await lock(access, participation_id=participation_id)
    _require_cards(row)
    if row.cards_made:
        raise CardsAlreadyMade
    codes = await _store(access, row=row, n_codes=parse_manifest(row.manifest).eligible, replacement=False)
    await queries.update_participation(
        access.session, participation_id=participation_id, values={"cards_made": True}
    )
    await access.audit(
        "cards.made", subject=participation_id, district_id=row.district_id, n_cards=len(codes)
    )
    return row, codes


async def replace_cards(access: Access, *, participation_id: UUID, n: int) -> tuple[AnyRow, list[Code]]:
    """Make replacement codes, up to the manifest's cap; audited, and published in the record.

    Raises:
        NotFound: none of that id is the caller's.
        NoCards, WrongState, CardsNotYetMade: there is nothing to replace.
        ReplacementsExhausted: more than are left.
    """
    row = await lock(access, participation_id=participation_id)
    _require_cards(row)
    if not row.cards_made:
        raise CardsNotYetMade
    left = row.replacement_cap - row.replacements_issued
    if n > left:
        raise ReplacementsExhausted(f"{left} of {row.replacement_cap} replacement codes are left")
    codes = await _store(access, row=row, n_codes=n, replacement=True)
    await queries.update_participation(
        access.session,
        participation_id=participation_id,
        values={"replacements_issued": row.replacements_issued + n},
    )
    await access.audit("cards.replaced", subject=participation_id, district_id=row.district_id, n_cards=n)
    return row, codes


def _member(members: Sequence[AnyRow], *, school: UUID | None) -> AnyRow:
    """The school a correction is about.

    Raises:
        InvalidRequest: it names none of several, or another.
    """
    if school is None and len(members) == 1:
        return members[0]
    found = next((one for one in members if one.school_id == school), None)
    if found is None:
        names = ", ".join(f"{one.school_id} ({one.name})" for one in members)
        fault = FieldError(pointer="/school", code="which-school", detail=f"one of {names}")
        raise InvalidRequest(errors=[fault])
    return found


def _total(counts: Sequence[int | None]) -> int | None:
    """The people of several schools; None where one number is not known."""
    known = [n for n in counts if n is not None]
    return sum(known) if len(known) == len(counts) else None


async def lock(access: Access, *, participation_id: UUID) -> AnyRow:
    """Return a participation; of two requests for its codes only the first goes on.

    Raises:
        NotFound: none of that id is the caller's.
        WholeDistrictOnly: other schools answer in it too, and the caller is bound to some only.
    """
    row = await queries.lock_participation(access.session, participation_id=participation_id)
    if row is None:
        await find(access, participation_id=participation_id)
        raise WholeDistrictOnly("other schools answer together with yours: this is for who reaches them all")
    return row


async def _store(access: Access, *, row: AnyRow, n_codes: int, replacement: bool) -> list[Code]:
    codes = draw(n_codes)
    hashes = [code.hashed(row.id) for code in codes]
    await queries.insert_codes(
        access.session, participation_id=row.id, hashes=hashes, replacement=replacement
    )
    return codes


def _require_cards(row: AnyRow) -> None:
    if row.access != "cards":
        raise NoCards
    require(row, _CARD_STATES)


def require(row: AnyRow, states: Sequence[str]) -> None:
    """Refuse unless a participation is in one of `states`.

    Raises:
        WrongState: naming the state and what would fit.
    """
    if row.state not in states:
        raise WrongState(f"the participation is {row.state}; this needs {', '.join(states)}")
