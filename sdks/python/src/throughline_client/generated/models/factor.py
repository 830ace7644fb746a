from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.factor_group_type_0 import check_factor_group_type_0
from ..models.factor_group_type_0 import FactorGroupType0
from typing import cast

if TYPE_CHECKING:
  from ..models.agreement import Agreement
  from ..models.bounds import Bounds
  from ..models.factor_score import FactorScore
  from ..models.factor_title import FactorTitle
  from ..models.interval import Interval
  from ..models.item import Item
  from ..models.level import Level
  from ..models.measured_change import MeasuredChange
  from ..models.reference import Reference
  from ..models.suppressed import Suppressed
  from ..models.tipping_point import TippingPoint





T = TypeVar("T", bound="Factor")



@_attrs_define
class Factor:
    """ A construct measured by several items.

        Attributes:
            agreement (Agreement | Suppressed): In a word; from eight answers.
            bounds (Bounds | Suppressed): Worst cases, in scale points.
            change (MeasuredChange | Suppressed): Change since the newest earlier profile with the same questions.
            eligible_estimated (bool): True if only part of the faculty was asked, so that their number is an estimate.
            group (FactorGroupType0 | None): Whom it is about; null if not stated.
            id (str): The factor's id in the instrument.
            interval (Interval | Suppressed): In scale points.
            items (list[Item] | Suppressed): In the instrument's order, from eight answers.
            level (Level | Suppressed): Place on the continuum, with its certainty.
            reference (Reference | Suppressed): Place among the schools of the administration; no school is named.
            score (FactorScore | Suppressed): Mean of the persons' scores.
            shrunken_mean (float | Suppressed): Mean drawn towards the district's, more so where few answered; in scale
                points, to 0.1.
            tipping_point (Suppressed | TippingPoint): What it would take to move the level.
            title (FactorTitle): One wording per language.
     """

    agreement: Agreement | Suppressed
    bounds: Bounds | Suppressed
    change: MeasuredChange | Suppressed
    eligible_estimated: bool
    group: FactorGroupType0 | None
    id: str
    interval: Interval | Suppressed
    items: list[Item] | Suppressed
    level: Level | Suppressed
    reference: Reference | Suppressed
    score: FactorScore | Suppressed
    shrunken_mean: float | Suppressed
    tipping_point: Suppressed | TippingPoint
    title: FactorTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.agreement import Agreement # noqa: PLC0415
        from ..models.bounds import Bounds # noqa: PLC0415
        from ..models.factor_score import FactorScore # noqa: PLC0415
        from ..models.factor_title import FactorTitle # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.item import Item # noqa: PLC0415
        from ..models.level import Level # noqa: PLC0415
        from ..models.measured_change import MeasuredChange # noqa: PLC0415
        from ..models.reference import Reference # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        from ..models.tipping_point import TippingPoint # noqa: PLC0415
        agreement: dict[str, Any]
        if isinstance(self.agreement, Agreement):
            agreement = self.agreement.to_dict()
        else:
            agreement = self.agreement.to_dict()


        bounds: dict[str, Any]
        if isinstance(self.bounds, Bounds):
            bounds = self.bounds.to_dict()
        else:
            bounds = self.bounds.to_dict()


        change: dict[str, Any]
        if isinstance(self.change, MeasuredChange):
            change = self.change.to_dict()
        else:
            change = self.change.to_dict()


        eligible_estimated = self.eligible_estimated

        group: None | str
        if isinstance(self.group, str):
            group = self.group
        else:
            group = self.group

        id = self.id

        interval: dict[str, Any]
        if isinstance(self.interval, Interval):
            interval = self.interval.to_dict()
        else:
            interval = self.interval.to_dict()


        items: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.items, list):
            items = []
            for items_type_0_item_data in self.items:
                items_type_0_item = items_type_0_item_data.to_dict()
                items.append(items_type_0_item)


        else:
            items = self.items.to_dict()


        level: dict[str, Any]
        if isinstance(self.level, Level):
            level = self.level.to_dict()
        else:
            level = self.level.to_dict()


        reference: dict[str, Any]
        if isinstance(self.reference, Reference):
            reference = self.reference.to_dict()
        else:
            reference = self.reference.to_dict()


        score: dict[str, Any]
        if isinstance(self.score, FactorScore):
            score = self.score.to_dict()
        else:
            score = self.score.to_dict()


        shrunken_mean: dict[str, Any] | float
        if isinstance(self.shrunken_mean, Suppressed):
            shrunken_mean = self.shrunken_mean.to_dict()
        else:
            shrunken_mean = self.shrunken_mean

        tipping_point: dict[str, Any]
        if isinstance(self.tipping_point, TippingPoint):
            tipping_point = self.tipping_point.to_dict()
        else:
            tipping_point = self.tipping_point.to_dict()


        title = self.title.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "agreement": agreement,
            "bounds": bounds,
            "change": change,
            "eligible_estimated": eligible_estimated,
            "group": group,
            "id": id,
            "interval": interval,
            "items": items,
            "level": level,
            "reference": reference,
            "score": score,
            "shrunken_mean": shrunken_mean,
            "tipping_point": tipping_point,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.agreement import Agreement # noqa: PLC0415
        from ..models.bounds import Bounds # noqa: PLC0415
        from ..models.factor_score import FactorScore # noqa: PLC0415
        from ..models.factor_title import FactorTitle # noqa: PLC0415
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.item import Item # noqa: PLC0415
        from ..models.level import Level # noqa: PLC0415
        from ..models.measured_change import MeasuredChange # noqa: PLC0415
        from ..models.reference import Reference # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        from ..models.tipping_point import TippingPoint # noqa: PLC0415
        d = dict(src_dict)
        def _parse_agreement(data: object) -> Agreement | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agreement_type_0 = Agreement.from_dict(data)



                return agreement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            agreement_type_1 = Suppressed.from_dict(data)



            return agreement_type_1

        agreement = _parse_agreement(d.pop("agreement"))


        def _parse_bounds(data: object) -> Bounds | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bounds_type_0 = Bounds.from_dict(data)



                return bounds_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            bounds_type_1 = Suppressed.from_dict(data)



            return bounds_type_1

        bounds = _parse_bounds(d.pop("bounds"))


        def _parse_change(data: object) -> MeasuredChange | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_type_0 = MeasuredChange.from_dict(data)



                return change_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            change_type_1 = Suppressed.from_dict(data)



            return change_type_1

        change = _parse_change(d.pop("change"))


        eligible_estimated = d.pop("eligible_estimated")

        def _parse_group(data: object) -> FactorGroupType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                group_type_0 = check_factor_group_type_0(data)



                return group_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FactorGroupType0 | None, data)

        group = _parse_group(d.pop("group"))


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


        def _parse_items(data: object) -> list[Item] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                items_type_0 = []
                _items_type_0 = data
                for items_type_0_item_data in (_items_type_0):
                    items_type_0_item = Item.from_dict(items_type_0_item_data)



                    items_type_0.append(items_type_0_item)

                return items_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            items_type_1 = Suppressed.from_dict(data)



            return items_type_1

        items = _parse_items(d.pop("items"))


        def _parse_level(data: object) -> Level | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                level_type_0 = Level.from_dict(data)



                return level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            level_type_1 = Suppressed.from_dict(data)



            return level_type_1

        level = _parse_level(d.pop("level"))


        def _parse_reference(data: object) -> Reference | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reference_type_0 = Reference.from_dict(data)



                return reference_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            reference_type_1 = Suppressed.from_dict(data)



            return reference_type_1

        reference = _parse_reference(d.pop("reference"))


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


        def _parse_shrunken_mean(data: object) -> float | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                shrunken_mean_type_1 = Suppressed.from_dict(data)



                return shrunken_mean_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Suppressed, data)

        shrunken_mean = _parse_shrunken_mean(d.pop("shrunken_mean"))


        def _parse_tipping_point(data: object) -> Suppressed | TippingPoint:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tipping_point_type_0 = TippingPoint.from_dict(data)



                return tipping_point_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            tipping_point_type_1 = Suppressed.from_dict(data)



            return tipping_point_type_1

        tipping_point = _parse_tipping_point(d.pop("tipping_point"))


        title = FactorTitle.from_dict(d.pop("title"))




        factor = cls(
            agreement=agreement,
            bounds=bounds,
            change=change,
            eligible_estimated=eligible_estimated,
            group=group,
            id=id,
            interval=interval,
            items=items,
            level=level,
            reference=reference,
            score=score,
            shrunken_mean=shrunken_mean,
            tipping_point=tipping_point,
            title=title,
        )

        return factor

