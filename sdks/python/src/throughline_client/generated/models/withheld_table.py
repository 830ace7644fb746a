from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.withheld_table_reason import check_withheld_table_reason
from ..models.withheld_table_reason import WithheldTableReason
from typing import cast






T = TypeVar("T", bound="WithheldTable")



@_attrs_define
class WithheldTable:
    """ A table that was not published: beside what is, it would have told of very few people.

        Attributes:
            reason (WithheldTableReason): The rule that hides it.
            school (None | str): Id of the school whose table it is; null for a total.
            table (str): `factor/…` or `domain/…`: that total; `subgroups/…`: a school's table by that question;
                `interim_release`: a school's interim release. Never how many people it was about.
     """

    reason: WithheldTableReason
    school: None | str
    table: str





    def to_dict(self) -> dict[str, Any]:
        reason: str = self.reason

        school: None | str
        school = self.school

        table = self.table


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "reason": reason,
            "school": school,
            "table": table,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        reason = check_withheld_table_reason(d.pop("reason"))




        def _parse_school(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        school = _parse_school(d.pop("school"))


        table = d.pop("table")

        withheld_table = cls(
            reason=reason,
            school=school,
            table=table,
        )

        return withheld_table

