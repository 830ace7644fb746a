from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.domain_level import DomainLevel
  from ..models.domain_score import DomainScore
  from ..models.domain_title import DomainTitle
  from ..models.factor import Factor
  from ..models.interval import Interval
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="Domain")



@_attrs_define
class Domain:
    """ A stage of the provisional causal order.

        Attributes:
            causal_position (int): 1 leadership, 2 structures and processes, 3 efficacy.
            factors (list[Factor]): In the instrument's order, never by size.
            id (str): The domain's id in the instrument.
            interval (Interval | Suppressed): In percent; a safe upper bound of the true width.
            level (DomainLevel | Suppressed): Place of the domain on the continuum.
            score (DomainScore | Suppressed): Mean of the factors' percents.
            title (DomainTitle): One wording per language.
     """

    causal_position: int
    factors: list[Factor]
    id: str
    interval: Interval | Suppressed
    level: DomainLevel | Suppressed
    score: DomainScore | Suppressed
    title: DomainTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.domain_level import DomainLevel # noqa: PLC0415
        from ..models.domain_score import DomainScore # noqa: PLC0415
        from ..models.domain_title import DomainTitle # noqa: PLC0415
        from ..models.factor import Factor # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
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


        level: dict[str, Any]
        if isinstance(self.level, DomainLevel):
            level = self.level.to_dict()
        else:
            level = self.level.to_dict()


        score: dict[str, Any]
        if isinstance(self.score, DomainScore):
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
            "level": level,
            "score": score,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.domain_level import DomainLevel # noqa: PLC0415
        from ..models.domain_score import DomainScore # noqa: PLC0415
        from ..models.domain_title import DomainTitle # noqa: PLC0415
        from ..models.factor import Factor # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        causal_position = d.pop("causal_position")

        factors = []
        _factors = d.pop("factors")
        for factors_item_data in (_factors):
            factors_item = Factor.from_dict(factors_item_data)



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


        def _parse_level(data: object) -> DomainLevel | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                level_type_0 = DomainLevel.from_dict(data)



                return level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            level_type_1 = Suppressed.from_dict(data)



            return level_type_1

        level = _parse_level(d.pop("level"))


        def _parse_score(data: object) -> DomainScore | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = DomainScore.from_dict(data)



                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            score_type_1 = Suppressed.from_dict(data)



            return score_type_1

        score = _parse_score(d.pop("score"))


        title = DomainTitle.from_dict(d.pop("title"))




        domain = cls(
            causal_position=causal_position,
            factors=factors,
            id=id,
            interval=interval,
            level=level,
            score=score,
            title=title,
        )

        return domain

