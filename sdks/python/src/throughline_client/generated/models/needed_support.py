from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.needed_support_text import NeededSupportText
  from ..models.needed_support_title import NeededSupportTitle





T = TypeVar("T", bound="NeededSupport")



@_attrs_define
class NeededSupport:
    """ A support that several schools' profiles offer.

        Attributes:
            factor (str): The factor it helps.
            schools (int): Included schools whose profile offers it.
            text (NeededSupportText): One wording per language.
            title (NeededSupportTitle): One wording per language.
     """

    factor: str
    schools: int
    text: NeededSupportText
    title: NeededSupportTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.needed_support_text import NeededSupportText # noqa: PLC0415
        from ..models.needed_support_title import NeededSupportTitle # noqa: PLC0415
        factor = self.factor

        schools = self.schools

        text = self.text.to_dict()

        title = self.title.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factor": factor,
            "schools": schools,
            "text": text,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.needed_support_text import NeededSupportText # noqa: PLC0415
        from ..models.needed_support_title import NeededSupportTitle # noqa: PLC0415
        d = dict(src_dict)
        factor = d.pop("factor")

        schools = d.pop("schools")

        text = NeededSupportText.from_dict(d.pop("text"))




        title = NeededSupportTitle.from_dict(d.pop("title"))




        needed_support = cls(
            factor=factor,
            schools=schools,
            text=text,
            title=title,
        )

        return needed_support

