from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.suppressed_reason import check_suppressed_reason
from ..models.suppressed_reason import SuppressedReason
from typing import cast






T = TypeVar("T", bound="Suppressed")



@_attrs_define
class Suppressed:
    """ Something that may not be shown, with the rule that hides it.

        Attributes:
            reason (SuppressedReason): The rule that hides it.
            suppressed (bool):  Default: True.
     """

    reason: SuppressedReason
    suppressed: bool = True





    def to_dict(self) -> dict[str, Any]:
        reason: str = self.reason

        suppressed = self.suppressed


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "reason": reason,
            "suppressed": suppressed,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        reason = check_suppressed_reason(d.pop("reason"))




        suppressed = d.pop("suppressed")

        suppressed = cls(
            reason=reason,
            suppressed=suppressed,
        )

        return suppressed

