from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.agree_share_bound import AgreeShareBound
from ..models.agree_share_bound import check_agree_share_bound
from typing import cast






T = TypeVar("T", bound="AgreeShare")



@_attrs_define
class AgreeShare:
    """ Share of the answers that agree most; which options count is part of the value.

        Attributes:
            bound (AgreeShareBound): `at_most`/`at_least`: nearer to none or all than may be told.
            options (list[int]): The answer values counted, from the shown groups.
            percent (int): Share of all answers, as a whole percent.
     """

    bound: AgreeShareBound
    options: list[int]
    percent: int





    def to_dict(self) -> dict[str, Any]:
        bound: str = self.bound

        options = self.options



        percent = self.percent


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "bound": bound,
            "options": options,
            "percent": percent,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        bound = check_agree_share_bound(d.pop("bound"))




        options = cast(list[int], d.pop("options"))


        percent = d.pop("percent")

        agree_share = cls(
            bound=bound,
            options=options,
            percent=percent,
        )

        return agree_share

