from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.comparison import Comparison
  from ..models.domain_level import DomainLevel
  from ..models.domain_score import DomainScore
  from ..models.interval import Interval
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="TrendDomainValue")



@_attrs_define
class TrendDomainValue:
    """ One domain in one administration.

        Attributes:
            administration (str): The administration's id.
            comparison (Comparison): Whether a value may be compared with the one before it, by the rule that `change`
                follows.
            interval (Interval | Suppressed): As published, in percent.
            level (DomainLevel | Suppressed): As published.
            score (DomainScore | Suppressed): As published.
     """

    administration: str
    comparison: Comparison
    interval: Interval | Suppressed
    level: DomainLevel | Suppressed
    score: DomainScore | Suppressed





    def to_dict(self) -> dict[str, Any]:
        from ..models.comparison import Comparison # noqa: PLC0415
        from ..models.domain_level import DomainLevel # noqa: PLC0415
        from ..models.domain_score import DomainScore # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        administration = self.administration

        comparison = self.comparison.to_dict()

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



        field_dict: dict[str, Any] = {}

        field_dict.update({
            "administration": administration,
            "comparison": comparison,
            "interval": interval,
            "level": level,
            "score": score,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.comparison import Comparison # noqa: PLC0415
        from ..models.domain_level import DomainLevel # noqa: PLC0415
        from ..models.domain_score import DomainScore # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        administration = d.pop("administration")

        comparison = Comparison.from_dict(d.pop("comparison"))




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


        trend_domain_value = cls(
            administration=administration,
            comparison=comparison,
            interval=interval,
            level=level,
            score=score,
        )

        return trend_domain_value

