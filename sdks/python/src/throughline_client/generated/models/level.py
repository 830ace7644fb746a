from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.level_descriptor import LevelDescriptor





T = TypeVar("T", bound="Level")



@_attrs_define
class Level:
    """ Place on the developmental continuum; the cut points are provisional and come from the instrument.

        Attributes:
            between (list[str]): The two levels it lies between, lower first; empty if certain.
            certain (bool): False when the score lies between two levels: see `between`.
            descriptor (LevelDescriptor): What a visitor would see at this level; empty if not written.
            name (str): The level the score lies in.
            probabilities (list[float]): Probability of each level, lowest first, each rounded to 0.05.
     """

    between: list[str]
    certain: bool
    descriptor: LevelDescriptor
    name: str
    probabilities: list[float]





    def to_dict(self) -> dict[str, Any]:
        from ..models.level_descriptor import LevelDescriptor # noqa: PLC0415
        between = self.between



        certain = self.certain

        descriptor = self.descriptor.to_dict()

        name = self.name

        probabilities = self.probabilities




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "between": between,
            "certain": certain,
            "descriptor": descriptor,
            "name": name,
            "probabilities": probabilities,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.level_descriptor import LevelDescriptor # noqa: PLC0415
        d = dict(src_dict)
        between = cast(list[str], d.pop("between"))


        certain = d.pop("certain")

        descriptor = LevelDescriptor.from_dict(d.pop("descriptor"))




        name = d.pop("name")

        probabilities = cast(list[float], d.pop("probabilities"))


        level = cls(
            between=between,
            certain=certain,
            descriptor=descriptor,
            name=name,
            probabilities=probabilities,
        )

        return level

