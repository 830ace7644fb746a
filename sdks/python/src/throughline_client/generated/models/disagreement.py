from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.disagreement_flag import check_disagreement_flag
from ..models.disagreement_flag import DisagreementFlag
from typing import cast






T = TypeVar("T", bound="Disagreement")



@_attrs_define
class Disagreement:
    """ Whether the faculty is split into two camps on a statement, from the shown shares only.

        Attributes:
            flag (DisagreementFlag): Broad disagreement in the whole faculty: clear from probability .8, possible from .5.
            probability (float): Posterior probability, to 0.05.
     """

    flag: DisagreementFlag
    probability: float





    def to_dict(self) -> dict[str, Any]:
        flag: str = self.flag

        probability = self.probability


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "flag": flag,
            "probability": probability,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        flag = check_disagreement_flag(d.pop("flag"))




        probability = d.pop("probability")

        disagreement = cls(
            flag=flag,
            probability=probability,
        )

        return disagreement

