from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.coverage_text import CoverageText





T = TypeVar("T", bound="Coverage")



@_attrs_define
class Coverage:
    """ How much of the district the summary speaks for.

        Attributes:
            reporting_units (int): How many of the total are several schools reported together. Default: 0.
            schools_included (int): Schools whose published profiles it is made of; 0 where it must be withheld.
            schools_total (int): Schools that took part; those reported together count as one, here as everywhere.
            text (CoverageText): The same in words.
     """

    schools_included: int
    schools_total: int
    text: CoverageText
    reporting_units: int = 0





    def to_dict(self) -> dict[str, Any]:
        from ..models.coverage_text import CoverageText # noqa: PLC0415
        reporting_units = self.reporting_units

        schools_included = self.schools_included

        schools_total = self.schools_total

        text = self.text.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "reporting_units": reporting_units,
            "schools_included": schools_included,
            "schools_total": schools_total,
            "text": text,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.coverage_text import CoverageText # noqa: PLC0415
        d = dict(src_dict)
        reporting_units = d.pop("reporting_units")

        schools_included = d.pop("schools_included")

        schools_total = d.pop("schools_total")

        text = CoverageText.from_dict(d.pop("text"))




        coverage = cls(
            reporting_units=reporting_units,
            schools_included=schools_included,
            schools_total=schools_total,
            text=text,
        )

        return coverage

