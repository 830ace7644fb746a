from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID






T = TypeVar("T", bound="Submission")



@_attrs_define
class Submission:
    """ A pass and a sealed response. Nothing in it says who or when.

        Attributes:
            message (str): What was blinded: 32 random bytes and the pass's own message, base64url.
            participation (UUID):
            sealed (str): HPKE ciphertext of the manifest's `sealed_length`, base64url.
            signature (str): The unblinded signature, base64url.
     """

    message: str
    participation: UUID
    sealed: str
    signature: str





    def to_dict(self) -> dict[str, Any]:
        message = self.message

        participation = str(self.participation)

        sealed = self.sealed

        signature = self.signature


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "message": message,
            "participation": participation,
            "sealed": sealed,
            "signature": signature,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        message = d.pop("message")

        participation = UUID(d.pop("participation"))




        sealed = d.pop("sealed")

        signature = d.pop("signature")

        submission = cls(
            message=message,
            participation=participation,
            sealed=sealed,
            signature=signature,
        )

        return submission

