from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="LevelCount")



@_attrs_define
class LevelCount:
    """ How many of the included schools lie in a level.

        Attributes:
            name (str): The level.
            schools (int): Schools whose score lies in it, certain or not.
     """

    name: str
    schools: int





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        schools = self.schools


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "name": name,
            "schools": schools,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        schools = d.pop("schools")

        level_count = cls(
            name=name,
            schools=schools,
        )

        return level_count

