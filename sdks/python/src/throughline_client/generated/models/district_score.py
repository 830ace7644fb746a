from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.scale_range import ScaleRange





T = TypeVar("T", bound="DistrictScore")



@_attrs_define
class DistrictScore:
    """ Mean over the faculty members of the included schools.

        Attributes:
            mean (float): Mean in scale points, to 0.1.
            percent (int): The same as a share of the scale.
            scale (ScaleRange): The answer scale a mean is expressed on.
     """

    mean: float
    percent: int
    scale: ScaleRange





    def to_dict(self) -> dict[str, Any]:
        from ..models.scale_range import ScaleRange # noqa: PLC0415
        mean = self.mean

        percent = self.percent

        scale = self.scale.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "mean": mean,
            "percent": percent,
            "scale": scale,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.scale_range import ScaleRange # noqa: PLC0415
        d = dict(src_dict)
        mean = d.pop("mean")

        percent = d.pop("percent")

        scale = ScaleRange.from_dict(d.pop("scale"))




        district_score = cls(
            mean=mean,
            percent=percent,
            scale=scale,
        )

        return district_score

