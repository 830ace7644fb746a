from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.subgroup_band_label import SubgroupBandLabel
  from ..models.subgroup_factor import SubgroupFactor





T = TypeVar("T", bound="SubgroupBand")



@_attrs_define
class SubgroupBand:
    """ The people who gave one answer; how many they are is not told.

        Attributes:
            factors (list[SubgroupFactor]): In the instrument's order.
            label (SubgroupBandLabel): One wording per language.
            value (str): The answer; empty for those who left the question out.
     """

    factors: list[SubgroupFactor]
    label: SubgroupBandLabel
    value: str





    def to_dict(self) -> dict[str, Any]:
        from ..models.subgroup_band_label import SubgroupBandLabel # noqa: PLC0415
        from ..models.subgroup_factor import SubgroupFactor # noqa: PLC0415
        factors = []
        for factors_item_data in self.factors:
            factors_item = factors_item_data.to_dict()
            factors.append(factors_item)



        label = self.label.to_dict()

        value = self.value


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factors": factors,
            "label": label,
            "value": value,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.subgroup_band_label import SubgroupBandLabel # noqa: PLC0415
        from ..models.subgroup_factor import SubgroupFactor # noqa: PLC0415
        d = dict(src_dict)
        factors = []
        _factors = d.pop("factors")
        for factors_item_data in (_factors):
            factors_item = SubgroupFactor.from_dict(factors_item_data)



            factors.append(factors_item)


        label = SubgroupBandLabel.from_dict(d.pop("label"))




        value = d.pop("value")

        subgroup_band = cls(
            factors=factors,
            label=label,
            value=value,
        )

        return subgroup_band

