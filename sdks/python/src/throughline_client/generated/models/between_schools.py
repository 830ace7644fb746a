from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="BetweenSchools")



@_attrs_define
class BetweenSchools:
    """ How much the schools differ, beyond what chance answers within them explain (REML).

        Attributes:
            icc1 (float): ICC(1): share of the variance that lies between schools, to 0.1.
            icc2 (float): ICC(2): how reliably a mean of average size tells schools apart, to 0.1.
            sd (float): Standard deviation of the schools' true means, in scale points, to 0.1.
     """

    icc1: float
    icc2: float
    sd: float





    def to_dict(self) -> dict[str, Any]:
        icc1 = self.icc1

        icc2 = self.icc2

        sd = self.sd


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "icc1": icc1,
            "icc2": icc2,
            "sd": sd,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        icc1 = d.pop("icc1")

        icc2 = d.pop("icc2")

        sd = d.pop("sd")

        between_schools = cls(
            icc1=icc1,
            icc2=icc2,
            sd=sd,
        )

        return between_schools

