from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="DistrictDomainScore")



@_attrs_define
class DistrictDomainScore:
    """ Mean of the included schools' domain scores, over faculty members.

        Attributes:
            percent (float): 0 to 100, to one decimal.
     """

    percent: float





    def to_dict(self) -> dict[str, Any]:
        percent = self.percent


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "percent": percent,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        percent = d.pop("percent")

        district_domain_score = cls(
            percent=percent,
        )

        return district_domain_score

