from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="ProblemErrorsItem")



@_attrs_define
class ProblemErrorsItem:
    """
        Attributes:
            code (str):
            detail (str):
            pointer (str): JSON Pointer into the body; else `query/…`, `path/…`, `header/…`.
            column (str | Unset): As the header names it, or its number.
            file (str | Unset): Of an upload, or in an uploaded archive.
            line (int | Unset): The header is line 1.
     """

    code: str
    detail: str
    pointer: str
    column: str | Unset = UNSET
    file: str | Unset = UNSET
    line: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        code = self.code

        detail = self.detail

        pointer = self.pointer

        column = self.column

        file = self.file

        line = self.line


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "detail": detail,
            "pointer": pointer,
        })
        if column is not UNSET:
            field_dict["column"] = column
        if file is not UNSET:
            field_dict["file"] = file
        if line is not UNSET:
            field_dict["line"] = line

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        detail = d.pop("detail")

        pointer = d.pop("pointer")

        column = d.pop("column", UNSET)

        file = d.pop("file", UNSET)

        line = d.pop("line", UNSET)

        problem_errors_item = cls(
            code=code,
            detail=detail,
            pointer=pointer,
            column=column,
            file=file,
            line=line,
        )


        problem_errors_item.additional_properties = d
        return problem_errors_item

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
