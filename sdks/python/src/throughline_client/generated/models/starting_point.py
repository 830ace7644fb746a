from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="StartingPoint")



@_attrs_define
class StartingPoint:
    """ In how many of the schools a factor is where to start.

        Attributes:
            factor (str): The factor's id.
            start (int): Schools that start with it.
            then (int): Schools that strengthen it after their first factor.
     """

    factor: str
    start: int
    then: int





    def to_dict(self) -> dict[str, Any]:
        factor = self.factor

        start = self.start

        then = self.then


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factor": factor,
            "start": start,
            "then": then,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        factor = d.pop("factor")

        start = d.pop("start")

        then = d.pop("then")

        starting_point = cls(
            factor=factor,
            start=start,
            then=then,
        )

        return starting_point

