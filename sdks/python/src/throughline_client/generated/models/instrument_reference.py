from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="InstrumentReference")



@_attrs_define
class InstrumentReference:
    """ Exactly which questionnaire was answered.

        Attributes:
            digest (str): `sha256:` and 64 hex digits of its canonical document.
            id (str): The instrument's id.
            version (str): The instrument's version.
     """

    digest: str
    id: str
    version: str





    def to_dict(self) -> dict[str, Any]:
        digest = self.digest

        id = self.id

        version = self.version


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "digest": digest,
            "id": id,
            "version": version,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        digest = d.pop("digest")

        id = d.pop("id")

        version = d.pop("version")

        instrument_reference = cls(
            digest=digest,
            id=id,
            version=version,
        )

        return instrument_reference

