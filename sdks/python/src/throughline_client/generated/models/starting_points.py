from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.starting_point import StartingPoint





T = TypeVar("T", bound="StartingPoints")



@_attrs_define
class StartingPoints:
    """ Where the included schools start. A school may start with several factors.

        Attributes:
            factors (list[StartingPoint]): Every factor in the instrument's order, never by number.
            nothing_weak (int): Of these, schools where nothing is weak.
            schools (int): Included schools whose profile says where to start; small ones do not.
     """

    factors: list[StartingPoint]
    nothing_weak: int
    schools: int





    def to_dict(self) -> dict[str, Any]:
        from ..models.starting_point import StartingPoint # noqa: PLC0415
        factors = []
        for factors_item_data in self.factors:
            factors_item = factors_item_data.to_dict()
            factors.append(factors_item)



        nothing_weak = self.nothing_weak

        schools = self.schools


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factors": factors,
            "nothing_weak": nothing_weak,
            "schools": schools,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.starting_point import StartingPoint # noqa: PLC0415
        d = dict(src_dict)
        factors = []
        _factors = d.pop("factors")
        for factors_item_data in (_factors):
            factors_item = StartingPoint.from_dict(factors_item_data)



            factors.append(factors_item)


        nothing_weak = d.pop("nothing_weak")

        schools = d.pop("schools")

        starting_points = cls(
            factors=factors,
            nothing_weak=nothing_weak,
            schools=schools,
        )

        return starting_points

