from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
import datetime






T = TypeVar("T", bound="NewShare")



@_attrs_define
class NewShare:
    """ A link to make.

        Attributes:
            expires_at (datetime.datetime): In the future, at most a year from now.
            note (None | str | Unset): For yourselves: whom it was made for.
     """

    expires_at: datetime.datetime
    note: None | str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        expires_at = self.expires_at.isoformat()

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "expires_at": expires_at,
        })
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))




        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))


        new_share = cls(
            expires_at=expires_at,
            note=note,
        )

        return new_share

