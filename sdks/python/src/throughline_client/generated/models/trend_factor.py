from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.trend_factor_title import TrendFactorTitle
  from ..models.trend_factor_value import TrendFactorValue





T = TypeVar("T", bound="TrendFactor")



@_attrs_define
class TrendFactor:
    """ One factor over the administrations that asked it.

        Attributes:
            id (str): The factor's id in the instrument.
            title (TrendFactorTitle): One wording per language.
            values (list[TrendFactorValue]): In the order of the administrations.
     """

    id: str
    title: TrendFactorTitle
    values: list[TrendFactorValue]





    def to_dict(self) -> dict[str, Any]:
        from ..models.trend_factor_title import TrendFactorTitle # noqa: PLC0415
        from ..models.trend_factor_value import TrendFactorValue # noqa: PLC0415
        id = self.id

        title = self.title.to_dict()

        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "id": id,
            "title": title,
            "values": values,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.trend_factor_title import TrendFactorTitle # noqa: PLC0415
        from ..models.trend_factor_value import TrendFactorValue # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        title = TrendFactorTitle.from_dict(d.pop("title"))




        values = []
        _values = d.pop("values")
        for values_item_data in (_values):
            values_item = TrendFactorValue.from_dict(values_item_data)



            values.append(values_item)


        trend_factor = cls(
            id=id,
            title=title,
            values=values,
        )

        return trend_factor

