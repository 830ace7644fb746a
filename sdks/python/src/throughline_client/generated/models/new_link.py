from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="NewLink")



@_attrs_define
class NewLink:
    """ A link to make for somebody.

        Attributes:
            send (bool | Unset): True sends it to their address and shows it to nobody else. False shows it in the answer,
                which is possible until they have signed in for the first time. Default: False.
     """

    send: bool | Unset = False





    def to_dict(self) -> dict[str, Any]:
        send = self.send


        field_dict: dict[str, Any] = {}

        field_dict.update({
        })
        if send is not UNSET:
            field_dict["send"] = send

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        send = d.pop("send", UNSET)

        new_link = cls(
            send=send,
        )

        return new_link

