from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="PassRequest")



@_attrs_define
class PassRequest:
    """ A code, or the meeting's word, for one blind signature.

        Attributes:
            blinded (str): RFC 9474 blinded message, base64url.
            participation (UUID):
            code (None | str | Unset): From a card, in any spelling; for access `cards` and `email`.
            word (None | str | Unset): Shown in the meeting; for access `open`.
     """

    blinded: str
    participation: UUID
    code: None | str | Unset = UNSET
    word: None | str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        blinded = self.blinded

        participation = str(self.participation)

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        word: None | str | Unset
        if isinstance(self.word, Unset):
            word = UNSET
        else:
            word = self.word


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "blinded": blinded,
            "participation": participation,
        })
        if code is not UNSET:
            field_dict["code"] = code
        if word is not UNSET:
            field_dict["word"] = word

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        blinded = d.pop("blinded")

        participation = UUID(d.pop("participation"))




        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))


        def _parse_word(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        word = _parse_word(d.pop("word", UNSET))


        pass_request = cls(
            blinded=blinded,
            participation=participation,
            code=code,
            word=word,
        )

        return pass_request

