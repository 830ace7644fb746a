from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.tipping_point_direction import check_tipping_point_direction
from ..models.tipping_point_direction import TippingPointDirection
from typing import cast






T = TypeVar("T", bound="TippingPoint")



@_attrs_define
class TippingPoint:
    """ How different the missing people would have to be to move the level.

        Attributes:
            direction (TippingPointDirection): Which way they would have to differ.
            points (float): Scale points between their mean and that of those who answered.
            possible (bool): False if the scale leaves no room for so large a difference.
            to_level (str): The level the school would then be in.
     """

    direction: TippingPointDirection
    points: float
    possible: bool
    to_level: str





    def to_dict(self) -> dict[str, Any]:
        direction: str = self.direction

        points = self.points

        possible = self.possible

        to_level = self.to_level


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "direction": direction,
            "points": points,
            "possible": possible,
            "to_level": to_level,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        direction = check_tipping_point_direction(d.pop("direction"))




        points = d.pop("points")

        possible = d.pop("possible")

        to_level = d.pop("to_level")

        tipping_point = cls(
            direction=direction,
            points=points,
            possible=possible,
            to_level=to_level,
        )

        return tipping_point

