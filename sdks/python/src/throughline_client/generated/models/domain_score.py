from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="DomainScore")



@_attrs_define
class DomainScore:
    """ Mean of the domain's factor scores as percents.

        Attributes:
            factors (list[str]): Ids of the factors it is the mean of; one asked of too few people may be missing.
            percent (float): 0 to 100, to one decimal.
     """

    factors: list[str]
    percent: float





    def to_dict(self) -> dict[str, Any]:
        factors = self.factors



        percent = self.percent


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factors": factors,
            "percent": percent,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        factors = cast(list[str], d.pop("factors"))


        percent = d.pop("percent")

        domain_score = cls(
            factors=factors,
            percent=percent,
        )

        return domain_score

