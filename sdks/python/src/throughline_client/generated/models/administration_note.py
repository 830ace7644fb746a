from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.administration_note_code import AdministrationNoteCode
from ..models.administration_note_code import check_administration_note_code
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="AdministrationNote")



@_attrs_define
class AdministrationNote:
    """ Something to decide before anybody is asked; it stops nothing.

        Attributes:
            code (AdministrationNoteCode): The most that can ever be shown of so few eligible people.
            participation (UUID):
            text (str):
     """

    code: AdministrationNoteCode
    participation: UUID
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        code: str = self.code

        participation = str(self.participation)

        text = self.text


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "participation": participation,
            "text": text,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = check_administration_note_code(d.pop("code"))




        participation = UUID(d.pop("participation"))




        text = d.pop("text")

        administration_note = cls(
            code=code,
            participation=participation,
            text=text,
        )


        administration_note.additional_properties = d
        return administration_note

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
