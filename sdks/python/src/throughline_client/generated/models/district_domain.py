from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.district_domain_score import DistrictDomainScore
  from ..models.district_domain_title import DistrictDomainTitle
  from ..models.district_factor import DistrictFactor
  from ..models.interval import Interval
  from ..models.level_count import LevelCount
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="DistrictDomain")



@_attrs_define
class DistrictDomain:
    """ A stage of the provisional causal order, over the included schools.

        Attributes:
            causal_position (int): 1 leadership, 2 structures and processes, 3 efficacy.
            factors (list[DistrictFactor]): In the instrument's order, never by size.
            id (str): The domain's id in the instrument.
            interval (Interval | Suppressed): In percent; a safe upper bound of the true width.
            levels (list[LevelCount] | Suppressed): Lowest level first; from ten schools.
            schools_included (int): Schools it is made of; 0 where it is withheld.
            score (DistrictDomainScore | Suppressed): Each school counts by its faculty.
            title (DistrictDomainTitle): One wording per language.
     """

    causal_position: int
    factors: list[DistrictFactor]
    id: str
    interval: Interval | Suppressed
    levels: list[LevelCount] | Suppressed
    schools_included: int
    score: DistrictDomainScore | Suppressed
    title: DistrictDomainTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.district_domain_score import DistrictDomainScore # noqa: PLC0415
        from ..models.district_domain_title import DistrictDomainTitle # noqa: PLC0415
        from ..models.district_factor import DistrictFactor # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.level_count import LevelCount # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        causal_position = self.causal_position

        factors = []
        for factors_item_data in self.factors:
            factors_item = factors_item_data.to_dict()
            factors.append(factors_item)



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


        schools_included = self.schools_included

        score: dict[str, Any]
        if isinstance(self.score, DistrictDomainScore):
            score = self.score.to_dict()
        else:
            score = self.score.to_dict()


        title = self.title.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "causal_position": causal_position,
            "factors": factors,
            "id": id,
            "interval": interval,
            "levels": levels,
            "schools_included": schools_included,
            "score": score,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.district_domain_score import DistrictDomainScore # noqa: PLC0415
        from ..models.district_domain_title import DistrictDomainTitle # noqa: PLC0415
        from ..models.district_factor import DistrictFactor # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.level_count import LevelCount # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        causal_position = d.pop("causal_position")

        factors = []
        _factors = d.pop("factors")
        for factors_item_data in (_factors):
            factors_item = DistrictFactor.from_dict(factors_item_data)



            factors.append(factors_item)


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


        schools_included = d.pop("schools_included")

        def _parse_score(data: object) -> DistrictDomainScore | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = DistrictDomainScore.from_dict(data)



                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            score_type_1 = Suppressed.from_dict(data)



            return score_type_1

        score = _parse_score(d.pop("score"))


        title = DistrictDomainTitle.from_dict(d.pop("title"))




        district_domain = cls(
            causal_position=causal_position,
            factors=factors,
            id=id,
            interval=interval,
            levels=levels,
            schools_included=schools_included,
            score=score,
            title=title,
        )

        return district_domain

