from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="Reference")



@_attrs_define
class Reference:
    """ Where the school lies among the schools of its administration, which stay unnamed.

        Attributes:
            highest_sds (float): The same for the highest of the schools.
            lowest_sds (float): The same for the lowest of the schools.
            schools (int): Schools in the comparison, this one included.
            sds (float): Standard deviations from the mean of the schools, to 0.1; negative is below.
     """

    highest_sds: float
    lowest_sds: float
    schools: int
    sds: float





    def to_dict(self) -> dict[str, Any]:
        highest_sds = self.highest_sds

        lowest_sds = self.lowest_sds

        schools = self.schools

        sds = self.sds


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "highest_sds": highest_sds,
            "lowest_sds": lowest_sds,
            "schools": schools,
            "sds": sds,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        highest_sds = d.pop("highest_sds")

        lowest_sds = d.pop("lowest_sds")

        schools = d.pop("schools")

        sds = d.pop("sds")

        reference = cls(
            highest_sds=highest_sds,
            lowest_sds=lowest_sds,
            schools=schools,
            sds=sds,
        )

        return reference

