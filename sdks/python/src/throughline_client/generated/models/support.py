from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.support_text import SupportText
  from ..models.support_title import SupportTitle





T = TypeVar("T", bound="Support")



@_attrs_define
class Support:
    """ An action a team can begin next month.

        Attributes:
            factor (str): The factor it helps.
            text (SupportText): One wording per language.
            title (SupportTitle): One wording per language.
     """

    factor: str
    text: SupportText
    title: SupportTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.support_text import SupportText # noqa: PLC0415
        from ..models.support_title import SupportTitle # noqa: PLC0415
        factor = self.factor

        text = self.text.to_dict()

        title = self.title.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "factor": factor,
            "text": text,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.support_text import SupportText # noqa: PLC0415
        from ..models.support_title import SupportTitle # noqa: PLC0415
        d = dict(src_dict)
        factor = d.pop("factor")

        text = SupportText.from_dict(d.pop("text"))




        title = SupportTitle.from_dict(d.pop("title"))




        support = cls(
            factor=factor,
            text=text,
            title=title,
        )

        return support

