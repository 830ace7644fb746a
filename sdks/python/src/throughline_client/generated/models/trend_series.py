from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.trend_administration import TrendAdministration
  from ..models.trend_domain import TrendDomain





T = TypeVar("T", bound="TrendSeries")



@_attrs_define
class TrendSeries:
    """ One questionnaire, whatever its version, over the years.

        Attributes:
            administrations (list[TrendAdministration]): In the order in which they ended.
            domains (list[TrendDomain]): In the newest instrument's order, then what it left out.
            instrument (str): The instrument's id.
     """

    administrations: list[TrendAdministration]
    domains: list[TrendDomain]
    instrument: str





    def to_dict(self) -> dict[str, Any]:
        from ..models.trend_administration import TrendAdministration # noqa: PLC0415
        from ..models.trend_domain import TrendDomain # noqa: PLC0415
        administrations = []
        for administrations_item_data in self.administrations:
            administrations_item = administrations_item_data.to_dict()
            administrations.append(administrations_item)



        domains = []
        for domains_item_data in self.domains:
            domains_item = domains_item_data.to_dict()
            domains.append(domains_item)



        instrument = self.instrument


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "administrations": administrations,
            "domains": domains,
            "instrument": instrument,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.trend_administration import TrendAdministration # noqa: PLC0415
        from ..models.trend_domain import TrendDomain # noqa: PLC0415
        d = dict(src_dict)
        administrations = []
        _administrations = d.pop("administrations")
        for administrations_item_data in (_administrations):
            administrations_item = TrendAdministration.from_dict(administrations_item_data)



            administrations.append(administrations_item)


        domains = []
        _domains = d.pop("domains")
        for domains_item_data in (_domains):
            domains_item = TrendDomain.from_dict(domains_item_data)



            domains.append(domains_item)


        instrument = d.pop("instrument")

        trend_series = cls(
            administrations=administrations,
            domains=domains,
            instrument=instrument,
        )

        return trend_series

