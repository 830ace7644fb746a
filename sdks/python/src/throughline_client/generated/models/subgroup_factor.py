from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.factor_score import FactorScore
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="SubgroupFactor")



@_attrs_define
class SubgroupFactor:
    """ One factor's score in one group.

        Attributes:
            id (str): The factor's id.
            score (FactorScore | Suppressed): Mean of the group's scores; only a score is shown.
     """

    id: str
    score: FactorScore | Suppressed





    def to_dict(self) -> dict[str, Any]:
        from ..models.factor_score import FactorScore # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        id = self.id

        score: dict[str, Any]
        if isinstance(self.score, FactorScore):
            score = self.score.to_dict()
        else:
            score = self.score.to_dict()



        field_dict: dict[str, Any] = {}

        field_dict.update({
            "id": id,
            "score": score,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.factor_score import FactorScore # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_score(data: object) -> FactorScore | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = FactorScore.from_dict(data)



                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            score_type_1 = Suppressed.from_dict(data)



            return score_type_1

        score = _parse_score(d.pop("score"))


        subgroup_factor = cls(
            id=id,
            score=score,
        )

        return subgroup_factor

