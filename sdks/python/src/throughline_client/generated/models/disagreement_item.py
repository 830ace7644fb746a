from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.disagreement_item_flag import check_disagreement_item_flag
from ..models.disagreement_item_flag import DisagreementItemFlag
from typing import cast






T = TypeVar("T", bound="DisagreementItem")



@_attrs_define
class DisagreementItem:
    """ A statement the faculty is split on; listed in instrument order, never by size.

        Attributes:
            factor (str): Its factor's id.
            flag (DisagreementItemFlag): How sure it is that the faculty is split.
            item (str): The item's id.
     """

    factor: str
    flag: DisagreementItemFlag
    item: str





    def to_dict(self) -> dict[str, Any]:
        factor = self.factor

        flag: str = self.flag

        item = self.item


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factor": factor,
            "flag": flag,
            "item": item,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        factor = d.pop("factor")

        flag = check_disagreement_item_flag(d.pop("flag"))




        item = d.pop("item")

        disagreement_item = cls(
            factor=factor,
            flag=flag,
            item=item,
        )

        return disagreement_item

