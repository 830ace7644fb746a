from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field
import json
from .. import types

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="RequestImportForm")



@_attrs_define
class RequestImportForm:
    """
        Attributes:
            responses (str): `school,<item id>,…`, one row for each respondent.
            schools (str | Unset): `school,eligible[,name]`.
     """

    responses: str
    schools: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        responses = self.responses

        schools = self.schools


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "responses": responses,
        })
        if schools is not UNSET:
            field_dict["schools"] = schools

        return field_dict


    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("responses", (None, str(self.responses).encode(), "text/plain")))



        if not isinstance(self.schools, Unset):
            files.append(("schools", (None, str(self.schools).encode(), "text/plain")))




        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))



        return files


    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        responses = d.pop("responses")

        schools = d.pop("schools", UNSET)

        request_import_form = cls(
            responses=responses,
            schools=schools,
        )


        request_import_form.additional_properties = d
        return request_import_form

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
