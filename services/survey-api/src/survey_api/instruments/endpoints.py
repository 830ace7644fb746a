"""`/v1/instruments` and the schemas of documents."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from survey_api import problems
from survey_api.access.admission import SurveysRead, SurveysWrite
from survey_api.db import AnyRow
from survey_api.instruments import service
from survey_api.instruments.schemas import InstrumentSummary, StoredInstrument
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_core.contracts.district import summary_schema
from survey_core.contracts.profile import profile_schema
from survey_core.contracts.trend import trend_schema
from survey_core.instruments import instrument_schema

router = AdministrationRouter(prefix="/v1/instruments")
schemas_router = APIRouter(prefix="/v1/schemas")

_YAML_EXAMPLE = "instrument: my-survey\nversion: 1.0.0\ntitle: {en: My survey}\nlanguages: [en]\n# …\n"
_DOCUMENT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/yaml": {"schema": {"type": "string"}, "example": _YAML_EXAMPLE},
            "application/json": {
                "schema": {"type": "object"},
                "example": {"instrument": "my-survey", "version": "1.0.0"},
            },
        },
    }
}


_KNOWN: dict[int | str, dict[str, Any]] = {
    200: {"model": StoredInstrument, "description": "The same document was stored before"}
}


async def _read_document(request: Request) -> bytes:
    return await request.body()


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    openapi_extra=_DOCUMENT_BODY,
    responses=_KNOWN
    | admin_problems(problems.InvalidInstrument, problems.InstrumentImmutable, problems.UnknownDistrict),
)
async def store_instrument(
    access: SurveysWrite,
    source: Annotated[bytes, Depends(_read_document)],
    response: Response,
    district: UUID | None = None,
) -> StoredInstrument:
    """Store an instrument document, YAML 1.2 or JSON. What is stored never changes: raise its version."""
    row, is_new = await service.store(access, source=source, district=district)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    return _show(row)


@router.get("", responses=admin_problems())
async def list_instruments(access: SurveysRead, paging: PagingParameters) -> Page[InstrumentSummary]:
    """List the instruments that may be used, the shipped ones included."""
    rows = await service.list_instruments(access, after=after_as(paging, UUID), limit=paging.fetch)
    return paging.page(rows, show=_summary, key=lambda row: row.id)


@router.get("/{instrument_id}", responses=admin_problems(problems.NotFound))
async def get_instrument(instrument_id: UUID, access: SurveysRead) -> StoredInstrument:
    """Show an instrument with its document."""
    return _show(await service.find(access, instrument_id=instrument_id))


@schemas_router.get("/instrument")
async def get_instrument_schema() -> dict[str, Any]:
    """JSON Schema of instrument documents."""
    return instrument_schema()


@schemas_router.get("/profile")
async def get_profile_schema() -> dict[str, Any]:
    """JSON Schema of published profiles."""
    return profile_schema()


@schemas_router.get("/district-summary")
async def get_district_summary_schema() -> dict[str, Any]:
    """JSON Schema of published summaries of districts."""
    return summary_schema()


@schemas_router.get("/trend")
async def get_trend_schema() -> dict[str, Any]:
    """JSON Schema of the trend of a school."""
    return trend_schema()


def _fields(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "instrument": row.instrument,
        "version": row.version,
        "digest": row.digest,
        "title": row.document["title"],
        "languages": row.document["languages"],
        "district": row.district_id,
    }


def _summary(row: AnyRow) -> InstrumentSummary:
    return InstrumentSummary.model_validate(_fields(row))


def _show(row: AnyRow) -> StoredInstrument:
    return StoredInstrument.model_validate(_fields(row) | {"document": row.document})
