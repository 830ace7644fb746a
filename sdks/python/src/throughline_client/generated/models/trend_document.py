from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from typing import Literal, cast

if TYPE_CHECKING:
  from ..models.profile_school import ProfileSchool
  from ..models.trend_series import TrendSeries





T = TypeVar("T", bound="TrendDocument")



@_attrs_define
class TrendDocument:
    """ A school, or a reporting unit, over all administrations with a published profile.

        Attributes:
            school (ProfileSchool): The school the profile is about, or the reporting unit that several small schools form.
            series (list[TrendSeries]): One for each questionnaire, in the order of their ids.
            trend_version (Literal['1.0']): Version of this document's shape.
     """

    school: ProfileSchool
    series: list[TrendSeries]
    trend_version: Literal['1.0']





    def to_dict(self) -> dict[str, Any]:
        from ..models.profile_school import ProfileSchool # noqa: PLC0415
        from ..models.trend_series import TrendSeries # noqa: PLC0415
        school = self.school.to_dict()

        series = []
        for series_item_data in self.series:
            series_item = series_item_data.to_dict()
            series.append(series_item)



        trend_version = self.trend_version


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "school": school,
            "series": series,
            "trend_version": trend_version,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile_school import ProfileSchool # noqa: PLC0415
        from ..models.trend_series import TrendSeries # noqa: PLC0415
        d = dict(src_dict)
        school = ProfileSchool.from_dict(d.pop("school"))




        series = []
        _series = d.pop("series")
        for series_item_data in (_series):
            series_item = TrendSeries.from_dict(series_item_data)



            series.append(series_item)


        trend_version = cast(Literal['1.0'] , d.pop("trend_version"))
        if trend_version != '1.0':
            raise ValueError(f"trend_version must match const '1.0', got '{trend_version}'")

        trend_document = cls(
            school=school,
            series=series,
            trend_version=trend_version,
        )

        return trend_document

