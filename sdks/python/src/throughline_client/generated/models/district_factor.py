from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.between_schools import BetweenSchools
  from ..models.district_factor_title import DistrictFactorTitle
  from ..models.district_score import DistrictScore
  from ..models.interval import Interval
  from ..models.level_count import LevelCount
  from ..models.reliability import Reliability
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="DistrictFactor")



@_attrs_define
class DistrictFactor:
    """ One factor over the included schools.

        Attributes:
            between_schools (BetweenSchools | Suppressed): From ten schools.
            id (str): The factor's id in the instrument.
            interval (Interval | Suppressed): For the faculties of the included schools; the rounding of their scores counts
                as error.
            levels (list[LevelCount] | Suppressed): Lowest level first; from ten schools.
            reliability (Reliability | Suppressed): From twenty answers and three statements.
            schools_included (int): Schools it is made of; 0 where it is withheld.
            score (DistrictScore | Suppressed): Each school counts by its eligible faculty, or its answers where that is not
                known.
            title (DistrictFactorTitle): One wording per language.
     """

    between_schools: BetweenSchools | Suppressed
    id: str
    interval: Interval | Suppressed
    levels: list[LevelCount] | Suppressed
    reliability: Reliability | Suppressed
    schools_included: int
    score: DistrictScore | Suppressed
    title: DistrictFactorTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.between_schools import BetweenSchools # noqa: PLC0415
        from ..models.district_factor_title import DistrictFactorTitle # noqa: PLC0415
        from ..models.district_score import DistrictScore # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.level_count import LevelCount # noqa: PLC0415
        from ..models.reliability import Reliability # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        between_schools: dict[str, Any]
        if isinstance(self.between_schools, BetweenSchools):
            between_schools = self.between_schools.to_dict()
        else:
            between_schools = self.between_schools.to_dict()


        id = self.id

        interval: dict[str, Any]
        if isinstance(self.interval, Interval):
            interval = self.interval.to_dict()
        else:
            interval = self.interval.to_dict()


        levels: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.levels, list):
            levels = []
            for levels_type_0_item_data in self.levels:
                levels_type_0_item = levels_type_0_item_data.to_dict()
                levels.append(levels_type_0_item)


        else:
            levels = self.levels.to_dict()


        reliability: dict[str, Any]
        if isinstance(self.reliability, Reliability):
            reliability = self.reliability.to_dict()
        else:
            reliability = self.reliability.to_dict()


        schools_included = self.schools_included

        score: dict[str, Any]
        if isinstance(self.score, DistrictScore):
            score = self.score.to_dict()
        else:
            score = self.score.to_dict()


        title = self.title.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "between_schools": between_schools,
            "id": id,
            "interval": interval,
            "levels": levels,
            "reliability": reliability,
            "schools_included": schools_included,
            "score": score,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.between_schools import BetweenSchools # noqa: PLC0415
        from ..models.district_factor_title import DistrictFactorTitle # noqa: PLC0415
        from ..models.district_score import DistrictScore # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.level_count import LevelCount # noqa: PLC0415
        from ..models.reliability import Reliability # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        def _parse_between_schools(data: object) -> BetweenSchools | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                between_schools_type_0 = BetweenSchools.from_dict(data)



                return between_schools_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            between_schools_type_1 = Suppressed.from_dict(data)



            return between_schools_type_1

        between_schools = _parse_between_schools(d.pop("between_schools"))


        id = d.pop("id")

        def _parse_interval(data: object) -> Interval | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                interval_type_0 = Interval.from_dict(data)



                return interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            interval_type_1 = Suppressed.from_dict(data)



            return interval_type_1

        interval = _parse_interval(d.pop("interval"))


        def _parse_levels(data: object) -> list[LevelCount] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                levels_type_0 = []
                _levels_type_0 = data
                for levels_type_0_item_data in (_levels_type_0):
                    levels_type_0_item = LevelCount.from_dict(levels_type_0_item_data)



                    levels_type_0.append(levels_type_0_item)

                return levels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            levels_type_1 = Suppressed.from_dict(data)



            return levels_type_1

        levels = _parse_levels(d.pop("levels"))


        def _parse_reliability(data: object) -> Reliability | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reliability_type_0 = Reliability.from_dict(data)



                return reliability_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            reliability_type_1 = Suppressed.from_dict(data)



            return reliability_type_1

        reliability = _parse_reliability(d.pop("reliability"))


        schools_included = d.pop("schools_included")

        def _parse_score(data: object) -> DistrictScore | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = DistrictScore.from_dict(data)



                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            score_type_1 = Suppressed.from_dict(data)



            return score_type_1

        score = _parse_score(d.pop("score"))


        title = DistrictFactorTitle.from_dict(d.pop("title"))




        district_factor = cls(
            between_schools=between_schools,
            id=id,
            interval=interval,
            levels=levels,
            reliability=reliability,
            schools_included=schools_included,
            score=score,
            title=title,
        )

        return district_factor

