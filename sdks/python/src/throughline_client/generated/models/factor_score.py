from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.factor_score_bound import check_factor_score_bound
from ..models.factor_score_bound import FactorScoreBound
from typing import cast

if TYPE_CHECKING:
  from ..models.scale_range import ScaleRange





T = TypeVar("T", bound="FactorScore")



@_attrs_define
class FactorScore:
    """ Mean of the persons' scores, rounded so that no sum of answers can be recovered (R8).

        Attributes:
            bound (FactorScoreBound): `at_most`/`at_least`: nearer to an end of the scale than may be told.
            mean (float): Mean in scale points, a multiple of `rounded_to`.
            percent (int): The same as a share of the scale, 0 to 100.
            rounded_to (float): The unit of rounding in scale points: 0.1, 0.2 or 0.5.
            scale (ScaleRange): The answer scale a mean is expressed on.
     """

    bound: FactorScoreBound
    mean: float
    percent: int
    rounded_to: float
    scale: ScaleRange





    def to_dict(self) -> dict[str, Any]:
        from ..models.scale_range import ScaleRange # noqa: PLC0415
        bound: str = self.bound

        mean = self.mean

        percent = self.percent

        rounded_to = self.rounded_to

        scale = self.scale.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "bound": bound,
            "mean": mean,
            "percent": percent,
            "rounded_to": rounded_to,
            "scale": scale,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.scale_range import ScaleRange # noqa: PLC0415
        d = dict(src_dict)
        bound = check_factor_score_bound(d.pop("bound"))




        mean = d.pop("mean")

        percent = d.pop("percent")

        rounded_to = d.pop("rounded_to")

        scale = ScaleRange.from_dict(d.pop("scale"))




        factor_score = cls(
            bound=bound,
            mean=mean,
            percent=percent,
            rounded_to=rounded_to,
            scale=scale,
        )

        return factor_score

