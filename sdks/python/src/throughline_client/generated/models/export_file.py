from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="ExportFile")



@_attrs_define
class ExportFile:
    """ One finished file.

        Attributes:
            bytes_ (int):
            href (str): Where to fetch it, on this server.
            media_type (str):
            name (str):
            sha256 (str): Hex; the same whenever the content is the same. Also the file's ETag.
     """

    bytes_: int
    href: str
    media_type: str
    name: str
    sha256: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        bytes_ = self.bytes_

        href = self.href

        media_type = self.media_type

        name = self.name

        sha256 = self.sha256


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "bytes": bytes_,
            "href": href,
            "media_type": media_type,
            "name": name,
            "sha256": sha256,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        bytes_ = d.pop("bytes")

        href = d.pop("href")

        media_type = d.pop("media_type")

        name = d.pop("name")

        sha256 = d.pop("sha256")

        export_file = cls(
            bytes_=bytes_,
            href=href,
            media_type=media_type,
            name=name,
            sha256=sha256,
        )


        export_file.additional_properties = d
        return export_file

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
