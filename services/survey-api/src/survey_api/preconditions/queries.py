"""Locking the row of a thing before it is compared, in the order in which its rooms lock."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_core.tables.admin import (
    administrations,
    api_clients,
    api_keys,
    districts,
    participations,
    schools,
)
from survey_core.tables.exports import exports
from survey_core.tables.people import people
from survey_core.tables.webhooks import webhooks

#: By the name of a collection in its address: whose row is locked.
TABLES: Final[Mapping[str, Table]] = {
    "administrations": administrations,
    "api-keys": api_keys,
    "clients": api_clients,
    "districts": districts,
    "exports": exports,
    "participations": participations,
    "people": people,
    "schools": schools,
    "webhooks": webhooks,
}


async def lock(session: AsyncSession, *, collection: str, key: object) -> None:
    """Keep a thing, and what its answer is made of, from changing until the transaction ends.

    What cannot be seen is not locked either. The order of locks is everywhere: drafts, district, school;
    administration, participation.
    """
    for table, condition in _locks(collection, key):
        statement = select(table.c.id).where(condition).order_by(table.c.id)
        await session.execute(statement.with_for_update(key_share=True))


def _locks(collection: str, key: object) -> list[tuple[Table, ColumnElement[bool]]]:
    if collection == "schools":
        of = select(schools.c.district_id).where(schools.c.id == key).scalar_subquery()
        drafts = (administrations.c.district_id == of) & (administrations.c.state == "draft")
        return [(administrations, drafts), (districts, districts.c.id == of), (schools, schools.c.id == key)]
    if collection == "participations":
        of = select(participations.c.administration_id).where(participations.c.id == key).scalar_subquery()
        return [(administrations, administrations.c.id == of), (participations, participations.c.id == key)]
    table = TABLES[collection]
    return [(table, table.c.id == key)]
