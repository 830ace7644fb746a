from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.urls_urls import UrlsUrls





T = TypeVar("T", bound="Urls")



@_attrs_define
class Urls:
    """ The addresses of what exists, absolute.

        Attributes:
            name (str):
            urls (UrlsUrls): name of a collection or page: its address
     """

    name: str
    urls: UrlsUrls
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.urls_urls import UrlsUrls # noqa: PLC0415
        name = self.name

        urls = self.urls.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "urls": urls,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.urls_urls import UrlsUrls # noqa: PLC0415
        d = dict(src_dict)
        name = d.pop("name")

        urls = UrlsUrls.from_dict(d.pop("urls"))




        urls = cls(
            name=name,
            urls=urls,
        )


        urls.additional_properties = d
        return urls

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
