from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.comparison_reasons_item import check_comparison_reasons_item
from ..models.comparison_reasons_item import ComparisonReasonsItem
from typing import cast






T = TypeVar("T", bound="Comparison")



@_attrs_define
class Comparison:
    """ Whether a value may be compared with the one before it, by the rule that `change` follows.

        Attributes:
            comparable (bool): False for the first administration too.
            reasons (list[ComparisonReasonsItem]): What keeps it from being compared; empty if nothing does.
     """

    comparable: bool
    reasons: list[ComparisonReasonsItem]





    def to_dict(self) -> dict[str, Any]:
        comparable = self.comparable

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item: str = reasons_item_data
            reasons.append(reasons_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "comparable": comparable,
            "reasons": reasons,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        comparable = d.pop("comparable")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in (_reasons):
            reasons_item = check_comparison_reasons_item(reasons_item_data)



            reasons.append(reasons_item)


        comparison = cls(
            comparable=comparable,
            reasons=reasons,
        )

        return comparison

