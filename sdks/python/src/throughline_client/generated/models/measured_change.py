from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.measured_change_verdict import check_measured_change_verdict
from ..models.measured_change_verdict import MeasuredChangeVerdict
from typing import cast

if TYPE_CHECKING:
  from ..models.interval import Interval
  from ..models.measured_earlier import MeasuredEarlier





T = TypeVar("T", bound="MeasuredChange")



@_attrs_define
class MeasuredChange:
    """ Change of the faculty's mean since an earlier administration, from the two published scores.

    The answers of the two are not linked: it is the faculty that changed, by new opinions or new people.

        Attributes:
            difference (float): Later minus earlier published mean, in scale points, to 0.1.
            holds_for_all (bool): True if that verdict also holds when all factors are judged together (Holm); false where
                the two cannot be told apart.
            interval (Interval): 95 % interval for the whole faculty, rounded outward to 0.1.

                It narrows as more of the faculty answers. With everyone in, only rounding keeps the ends apart: nobody is
                missing, which is not the same as certain.
            since (MeasuredEarlier): The profile a change is measured from.
            verdict (MeasuredChangeVerdict): `higher`/`lower`: the interval leaves out 0, and the difference is large
                enough.
     """

    difference: float
    holds_for_all: bool
    interval: Interval
    since: MeasuredEarlier
    verdict: MeasuredChangeVerdict





    def to_dict(self) -> dict[str, Any]:
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.measured_earlier import MeasuredEarlier # noqa: PLC0415
        difference = self.difference

        holds_for_all = self.holds_for_all

        interval = self.interval.to_dict()

        since = self.since.to_dict()

        verdict: str = self.verdict


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "difference": difference,
            "holds_for_all": holds_for_all,
            "interval": interval,
            "since": since,
            "verdict": verdict,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.interval import Interval # noqa: PLC0415
        from ..models.measured_earlier import MeasuredEarlier # noqa: PLC0415
        d = dict(src_dict)
        difference = d.pop("difference")

        holds_for_all = d.pop("holds_for_all")

        interval = Interval.from_dict(d.pop("interval"))




        since = MeasuredEarlier.from_dict(d.pop("since"))




        verdict = check_measured_change_verdict(d.pop("verdict"))




        measured_change = cls(
            difference=difference,
            holds_for_all=holds_for_all,
            interval=interval,
            since=since,
            verdict=verdict,
        )

        return measured_change

