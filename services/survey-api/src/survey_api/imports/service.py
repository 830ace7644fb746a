"""Taking in responses collected elsewhere."""

from collections.abc import Sequence
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.administrations.queries import emit
from survey_api.administrations.repeats import refuse_repeat
from survey_api.administrations.service import find as find_administration
from survey_api.administrations.service import lock, require_state
from survey_api.db import AnyRow
from survey_api.imports import queries
from survey_api.problems import FieldError, ImportExists, ImportsNotAccepted, InvalidRequest, NotFound


async def request_import(
    access: Access, *, administration_id: UUID, responses_csv: bytes, schools_csv: bytes | None
) -> AnyRow:
    """Store the files and ask the worker to read them.

    Raises:
        NotFound: none of that id is the caller's.
        ImportsNotAccepted: it collects its own responses.
        WrongState: it is published already.
        AskedTooSoon: one of its schools is asked the same within 90 days.
        ImportExists: one waits, runs or is done.
        InvalidRequest: a file is empty or not UTF-8.
    """
    row = await lock(access.session, administration_id=administration_id)
    if row.access != "import":
        raise ImportsNotAccepted
    require_state(row, "draft")
    await refuse_repeat(access.session, row)
    if await queries.has_import_in_force(access.session, administration_id=administration_id):
        raise ImportExists
    _check_text(responses_csv, name="responses")
    if schools_csv is not None:
        _check_text(schools_csv, name="schools")
    made = await queries.insert_import(
        access.session,
        district_id=row.district_id,
        administration_id=administration_id,
        responses_csv=responses_csv,
        schools_csv=schools_csv,
    )
    data = {"administration": str(administration_id), "import_id": str(made.id)}
    await emit(access.session, event_type="import.requested.v1", data=[data])
    await access.audit("import.requested", subject=made.id, district_id=row.district_id)
    return made


async def find(access: Access, *, administration_id: UUID, import_id: UUID) -> AnyRow:
    """Return an import.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_import(
        access.session, administration_id=administration_id, import_id=import_id
    )
    if row is None:
        raise NotFound
    return row


async def list_imports(
    access: Access, *, administration_id: UUID, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the imports of an administration in order of id.

    Raises:
        NotFound: no administration of that id is the caller's.
    """
    await find_administration(access.session, administration_id=administration_id)
    return await queries.select_imports(
        access.session, administration_id=administration_id, after=after, limit=limit
    )


def _check_text(raw: bytes, *, name: str) -> None:
    try:
        if raw.decode("utf-8-sig").strip():
            return
        detail = "the file is empty"
    except UnicodeDecodeError:
        detail = "the file must be CSV in UTF-8"
    raise InvalidRequest(errors=[FieldError(pointer=f"/{name}", code="unreadable-file", detail=detail)])
