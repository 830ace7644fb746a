from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="ResponseStanding")



@_attrs_define
class ResponseStanding:
    """ How many of all schools may show how much, as each one's profile says in `participation.standing`.

        Attributes:
            preliminary (int): Schools where 40-64 % answered: scores with their bounds only.
            profile (int): Schools where 65 % or more answered.
            suppressed (int): Schools where too few answered for anything to be shown.
     """

    preliminary: int
    profile: int
    suppressed: int





    def to_dict(self) -> dict[str, Any]:
        preliminary = self.preliminary

        profile = self.profile

        suppressed = self.suppressed


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "preliminary": preliminary,
            "profile": profile,
            "suppressed": suppressed,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        preliminary = d.pop("preliminary")

        profile = d.pop("profile")

        suppressed = d.pop("suppressed")

        response_standing = cls(
            preliminary=preliminary,
            profile=profile,
            suppressed=suppressed,
        )

        return response_standing

