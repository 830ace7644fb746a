"""Locking the row of a thing before it is compared, in the order in which its rooms lock."""

from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_core.tables import metadata
from survey_core.tables.admin import administrations, districts, participations, schools

#: Collections whose table has another name than their address.
_TABLES: Final = {"clients": "api_clients"}


async def lock(session: AsyncSession, *, collection: str, key: object) -> None:
    """Keep a thing, and what its answer is made of, from changing until the transaction ends.

    What cannot be seen is not locked either. The order of locks is everywhere: drafts, district, school;
    administration, participation.
    """
    for table, condition in _locks(collection, key):
        statement = select(table.c.id).where(condition).order_by(table.c.id)
        await session.execute(statement.with_for_update(key_share=True))


def _locks(collection: str, key: object) -> list[tuple[FromClause, ColumnElement[bool]]]:
    if collection == "schools":
        of = select(schools.c.district_id).where(schools.c.id == key).scalar_subquery()
        drafts = (administrations.c.district_id == of) & (administrations.c.state == "draft")
        return [(administrations, drafts), (districts, districts.c.id == of), (schools, schools.c.id == key)]
    if collection == "participations":
        of = select(participations.c.administration_id).where(participations.c.id == key).scalar_subquery()
        return [(administrations, administrations.c.id == of), (participations, participations.c.id == key)]
    table = table_of(collection)
    return [(table, table.c.id == key)]


def table_of(collection: str) -> Any:
    """The table of a collection."""
    return metadata.tables[_TABLES.get(collection, collection.replace("-", "_"))]
