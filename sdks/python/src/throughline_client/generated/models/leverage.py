from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.leverage_certainty import check_leverage_certainty
from ..models.leverage_certainty import LeverageCertainty
from typing import cast






T = TypeVar("T", bound="Leverage")



@_attrs_define
class Leverage:
    """ A strong factor to build on.

        Attributes:
            certainty (LeverageCertainty): How sure it is that the factor is strong, in words.
            domain (str): Its domain's id.
            factor (str): The factor's id.
     """

    certainty: LeverageCertainty
    domain: str
    factor: str





    def to_dict(self) -> dict[str, Any]:
        certainty: str = self.certainty

        domain = self.domain

        factor = self.factor


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "certainty": certainty,
            "domain": domain,
            "factor": factor,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        certainty = check_leverage_certainty(d.pop("certainty"))




        domain = d.pop("domain")

        factor = d.pop("factor")

        leverage = cls(
            certainty=certainty,
            domain=domain,
            factor=factor,
        )

        return leverage

