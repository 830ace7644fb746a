from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.attempt_result import AttemptResult
from ..models.attempt_result import check_attempt_result
from typing import cast






T = TypeVar("T", bound="Attempt")



@_attrs_define
class Attempt:
    """ One line of the log. What the receiver wrote back is not kept.

        Attributes:
            at (str):
            attempt (int):
            duration_ms (int):
            response_code (int | None):
            result (AttemptResult):
     """

    at: str
    attempt: int
    duration_ms: int
    response_code: int | None
    result: AttemptResult
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        at = self.at

        attempt = self.attempt

        duration_ms = self.duration_ms

        response_code: int | None
        response_code = self.response_code

        result: str = self.result


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "at": at,
            "attempt": attempt,
            "duration_ms": duration_ms,
            "response_code": response_code,
            "result": result,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        at = d.pop("at")

        attempt = d.pop("attempt")

        duration_ms = d.pop("duration_ms")

        def _parse_response_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        response_code = _parse_response_code(d.pop("response_code"))


        result = check_attempt_result(d.pop("result"))




        attempt = cls(
            at=at,
            attempt=attempt,
            duration_ms=duration_ms,
            response_code=response_code,
            result=result,
        )


        attempt.additional_properties = d
        return attempt

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
