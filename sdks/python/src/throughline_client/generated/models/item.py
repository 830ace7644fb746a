from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.item_answered import check_item_answered
from ..models.item_answered import ItemAnswered
from typing import cast

if TYPE_CHECKING:
  from ..models.agree_share import AgreeShare
  from ..models.disagreement import Disagreement
  from ..models.item_text import ItemText
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="Item")



@_attrs_define
class Item:
    """ One statement with the shares of its answers, as finely as may be shown (R2).

        Attributes:
            agree (AgreeShare | Suppressed): How many agree, as nearly as may be told.
            answered (ItemAnswered): Percent of the people asked who answered this item, in three bands.
            disagreement (Disagreement | Suppressed): Whether the faculty is split on it.
            id (str): The item's id in the instrument.
            mean (float | Suppressed): Mean before reversal; only where every option is shown.
            partition (list[list[int]] | Suppressed): The groups of neighbouring answer values shown, in order.
            shares (list[int] | Suppressed): Whole percent of the answers in each group of `partition`; may sum to 99 or
                101.
            text (ItemText): One wording per language.
     """

    agree: AgreeShare | Suppressed
    answered: ItemAnswered
    disagreement: Disagreement | Suppressed
    id: str
    mean: float | Suppressed
    partition: list[list[int]] | Suppressed
    shares: list[int] | Suppressed
    text: ItemText





    def to_dict(self) -> dict[str, Any]:
        from ..models.agree_share import AgreeShare # noqa: PLC0415
        from ..models.disagreement import Disagreement # noqa: PLC0415
        from ..models.item_text import ItemText # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        agree: dict[str, Any]
        if isinstance(self.agree, AgreeShare):
            agree = self.agree.to_dict()
        else:
            agree = self.agree.to_dict()


        answered: str = self.answered

        disagreement: dict[str, Any]
        if isinstance(self.disagreement, Disagreement):
            disagreement = self.disagreement.to_dict()
        else:
            disagreement = self.disagreement.to_dict()


        id = self.id

        mean: dict[str, Any] | float
        if isinstance(self.mean, Suppressed):
            mean = self.mean.to_dict()
        else:
            mean = self.mean

        partition: dict[str, Any] | list[list[int]]
        if isinstance(self.partition, list):
            partition = []
            for partition_type_0_item_data in self.partition:
                partition_type_0_item = partition_type_0_item_data


                partition.append(partition_type_0_item)


        else:
            partition = self.partition.to_dict()


        shares: dict[str, Any] | list[int]
        if isinstance(self.shares, list):
            shares = self.shares


        else:
            shares = self.shares.to_dict()


        text = self.text.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "agree": agree,
            "answered": answered,
            "disagreement": disagreement,
            "id": id,
            "mean": mean,
            "partition": partition,
            "shares": shares,
            "text": text,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.agree_share import AgreeShare # noqa: PLC0415
        from ..models.disagreement import Disagreement # noqa: PLC0415
        from ..models.item_text import ItemText # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        def _parse_agree(data: object) -> AgreeShare | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agree_type_0 = AgreeShare.from_dict(data)



                return agree_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            agree_type_1 = Suppressed.from_dict(data)



            return agree_type_1

        agree = _parse_agree(d.pop("agree"))


        answered = check_item_answered(d.pop("answered"))




        def _parse_disagreement(data: object) -> Disagreement | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                disagreement_type_0 = Disagreement.from_dict(data)



                return disagreement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            disagreement_type_1 = Suppressed.from_dict(data)



            return disagreement_type_1

        disagreement = _parse_disagreement(d.pop("disagreement"))


        id = d.pop("id")

        def _parse_mean(data: object) -> float | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mean_type_1 = Suppressed.from_dict(data)



                return mean_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Suppressed, data)

        mean = _parse_mean(d.pop("mean"))


        def _parse_partition(data: object) -> list[list[int]] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                partition_type_0 = []
                _partition_type_0 = data
                for partition_type_0_item_data in (_partition_type_0):
                    partition_type_0_item = cast(list[int], partition_type_0_item_data)

                    partition_type_0.append(partition_type_0_item)

                return partition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            partition_type_1 = Suppressed.from_dict(data)



            return partition_type_1

        partition = _parse_partition(d.pop("partition"))


        def _parse_shares(data: object) -> list[int] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                shares_type_0 = cast(list[int], data)

                return shares_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            shares_type_1 = Suppressed.from_dict(data)



            return shares_type_1

        shares = _parse_shares(d.pop("shares"))


        text = ItemText.from_dict(d.pop("text"))




        item = cls(
            agree=agree,
            answered=answered,
            disagreement=disagreement,
            id=id,
            mean=mean,
            partition=partition,
            shares=shares,
            text=text,
        )

        return item

