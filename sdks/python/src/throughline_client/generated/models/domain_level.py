from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="DomainLevel")



@_attrs_define
class DomainLevel:
    """ Place of a whole domain on the continuum.

        Attributes:
            between (list[str]): The two levels it lies between, lower first; empty if certain.
            certain (bool): False when the score lies between two levels.
            name (str): The level the score lies in.
            probabilities (list[float]): Probability of each level, lowest first, each rounded to 0.05.
     """

    between: list[str]
    certain: bool
    name: str
    probabilities: list[float]





    def to_dict(self) -> dict[str, Any]:
        between = self.between



        certain = self.certain

        name = self.name

        probabilities = self.probabilities




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "between": between,
            "certain": certain,
            "name": name,
            "probabilities": probabilities,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        between = cast(list[str], d.pop("between"))


        certain = d.pop("certain")

        name = d.pop("name")

        probabilities = cast(list[float], d.pop("probabilities"))


        domain_level = cls(
            between=between,
            certain=certain,
            name=name,
            probabilities=probabilities,
        )

        return domain_level

