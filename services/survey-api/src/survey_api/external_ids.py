"""Looking things up by someone else's id: `?external_id=nces:010000500870`."""

from typing import Annotated, Final

from fastapi import Query

from survey_api.problems import FieldError, InvalidRequest
from survey_api.shapes import ExternalId, check_nces

PATTERN: Final = r"^(nces|state|oneroster|local):[^\u0000-\u001f\u007f-\u009f]{1,100}$"
ExternalIdQuery = Annotated[
    str | None,
    Query(pattern=PATTERN, description="`system:value`, e.g. `nces:010000500870`; a text, zeros and all."),
]


def parse_external_id(text: str | None, *, nces_digits: int, what: str) -> ExternalId | None:
    """Read `system:value`, already checked by its pattern.

    Args:
        text: as sent.
        nces_digits: how many an NCES id of this kind has.
        what: what such an id is called.

    Raises:
        InvalidRequest: an NCES id that cannot be one; nothing found would hide the zero that was lost.
    """
    if text is None:
        return None
    system, _, value = text.partition(":")
    if system == "nces":
        try:
            check_nces(value, digits=nces_digits, what=what)
        except ValueError as error:
            fault = FieldError(pointer="query/external_id", code="nces", detail=str(error))
            raise InvalidRequest(errors=[fault]) from None
    return ExternalId.model_validate({"system": system, "value": value})
