from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.trend_domain_title import TrendDomainTitle
  from ..models.trend_domain_value import TrendDomainValue
  from ..models.trend_factor import TrendFactor





T = TypeVar("T", bound="TrendDomain")



@_attrs_define
class TrendDomain:
    """ One domain over the administrations that asked it.

        Attributes:
            factors (list[TrendFactor]): In the newest instrument's order, then what it left out.
            id (str): The domain's id in the instrument.
            title (TrendDomainTitle): One wording per language.
            values (list[TrendDomainValue]): In the order of the administrations.
     """

    factors: list[TrendFactor]
    id: str
    title: TrendDomainTitle
    values: list[TrendDomainValue]





    def to_dict(self) -> dict[str, Any]:
        from ..models.trend_domain_title import TrendDomainTitle # noqa: PLC0415
        from ..models.trend_domain_value import TrendDomainValue # noqa: PLC0415
        from ..models.trend_factor import TrendFactor # noqa: PLC0415
        factors = []
        for factors_item_data in self.factors:
            factors_item = factors_item_data.to_dict()
            factors.append(factors_item)



        id = self.id

        title = self.title.to_dict()

        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factors": factors,
            "id": id,
            "title": title,
            "values": values,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.trend_domain_title import TrendDomainTitle # noqa: PLC0415
        from ..models.trend_domain_value import TrendDomainValue # noqa: PLC0415
        from ..models.trend_factor import TrendFactor # noqa: PLC0415
        d = dict(src_dict)
        factors = []
        _factors = d.pop("factors")
        for factors_item_data in (_factors):
            factors_item = TrendFactor.from_dict(factors_item_data)



            factors.append(factors_item)


        id = d.pop("id")

        title = TrendDomainTitle.from_dict(d.pop("title"))




        values = []
        _values = d.pop("values")
        for values_item_data in (_values):
            values_item = TrendDomainValue.from_dict(values_item_data)



            values.append(values_item)


        trend_domain = cls(
            factors=factors,
            id=id,
            title=title,
            values=values,
        )

        return trend_domain

