from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="MeasuredEarlier")



@_attrs_define
class MeasuredEarlier:
    """ The profile a change is measured from.

        Attributes:
            administration (str): The earlier administration's id.
            instrument_version (str): The instrument's version then; the factor's questions and scale were the same.
            released_on (datetime.date | None): The day its profile was published; null where collected elsewhere and not
                told.
     """

    administration: str
    instrument_version: str
    released_on: datetime.date | None





    def to_dict(self) -> dict[str, Any]:
        administration = self.administration

        instrument_version = self.instrument_version

        released_on: None | str
        if isinstance(self.released_on, datetime.date):
            released_on = self.released_on.isoformat()
        else:
            released_on = self.released_on


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "administration": administration,
            "instrument_version": instrument_version,
            "released_on": released_on,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        administration = d.pop("administration")

        instrument_version = d.pop("instrument_version")

        def _parse_released_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_on_type_0 = datetime.date.fromisoformat(data)



                return released_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        released_on = _parse_released_on(d.pop("released_on"))


        measured_earlier = cls(
            administration=administration,
            instrument_version=instrument_version,
            released_on=released_on,
        )

        return measured_earlier

