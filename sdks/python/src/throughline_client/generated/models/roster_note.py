from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="RosterNote")



@_attrs_define
class RosterNote:
    """ Something to look at that refuses nothing.

        Attributes:
            code (str):
            column (None | str):
            count (int):
            detail (str):
            file (None | str):
            lines (list[int]): The first twenty.
     """

    code: str
    column: None | str
    count: int
    detail: str
    file: None | str
    lines: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        code = self.code

        column: None | str
        column = self.column

        count = self.count

        detail = self.detail

        file: None | str
        file = self.file

        lines = self.lines




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "column": column,
            "count": count,
            "detail": detail,
            "file": file,
            "lines": lines,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        def _parse_column(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        column = _parse_column(d.pop("column"))


        count = d.pop("count")

        detail = d.pop("detail")

        def _parse_file(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        file = _parse_file(d.pop("file"))


        lines = cast(list[int], d.pop("lines"))


        roster_note = cls(
            code=code,
            column=column,
            count=count,
            detail=detail,
            file=file,
            lines=lines,
        )


        roster_note.additional_properties = d
        return roster_note

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
