from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.note_code import check_note_code
from ..models.note_code import NoteCode
from typing import cast

if TYPE_CHECKING:
  from ..models.note_text import NoteText





T = TypeVar("T", bound="Note")



@_attrs_define
class Note:
    """ Something a reader must know to read the numbers rightly.

        Attributes:
            code (NoteCode): Stable name of the note.
            text (NoteText): One wording per language.
     """

    code: NoteCode
    text: NoteText





    def to_dict(self) -> dict[str, Any]:
        from ..models.note_text import NoteText # noqa: PLC0415
        code: str = self.code

        text = self.text.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "code": code,
            "text": text,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.note_text import NoteText # noqa: PLC0415
        d = dict(src_dict)
        code = check_note_code(d.pop("code"))




        text = NoteText.from_dict(d.pop("text"))




        note = cls(
            code=code,
            text=text,
        )

        return note

