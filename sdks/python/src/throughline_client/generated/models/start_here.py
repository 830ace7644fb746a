from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.start_here_certainty import check_start_here_certainty
from ..models.start_here_certainty import StartHereCertainty
from ..models.start_here_rule import check_start_here_rule
from ..models.start_here_rule import StartHereRule
from typing import cast

if TYPE_CHECKING:
  from ..models.start_here_text import StartHereText
  from ..models.support import Support





T = TypeVar("T", bound="StartHere")



@_attrs_define
class StartHere:
    """ Where to start, by the provisional causal order; it names the rule that fired.

        Attributes:
            certainty (StartHereCertainty): How sure it is that the rule applies, in words.
            domain (None | str): Where to start; null if nothing is weak.
            factors (list[str]): Factors to start with, in instrument order.
            provisional (bool): The causal order and the cut points are provisional.
            rule (StartHereRule): The rule that fired.
            supports (list[Support]): Written for these factors at their levels.
            text (StartHereText): The recommendation as a reader would be told it, labelled provisional.
            then (list[str]): Factors to strengthen over time, after the first.
     """

    certainty: StartHereCertainty
    domain: None | str
    factors: list[str]
    provisional: bool
    rule: StartHereRule
    supports: list[Support]
    text: StartHereText
    then: list[str]





    def to_dict(self) -> dict[str, Any]:
        from ..models.start_here_text import StartHereText # noqa: PLC0415
        from ..models.support import Support # noqa: PLC0415
        certainty: str = self.certainty

        domain: None | str
        domain = self.domain

        factors = self.factors



        provisional = self.provisional

        rule: str = self.rule

        supports = []
        for supports_item_data in self.supports:
            supports_item = supports_item_data.to_dict()
            supports.append(supports_item)



        text = self.text.to_dict()

        then = self.then




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "certainty": certainty,
            "domain": domain,
            "factors": factors,
            "provisional": provisional,
            "rule": rule,
            "supports": supports,
            "text": text,
            "then": then,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.start_here_text import StartHereText # noqa: PLC0415
        from ..models.support import Support # noqa: PLC0415
        d = dict(src_dict)
        certainty = check_start_here_certainty(d.pop("certainty"))




        def _parse_domain(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        domain = _parse_domain(d.pop("domain"))


        factors = cast(list[str], d.pop("factors"))


        provisional = d.pop("provisional")

        rule = check_start_here_rule(d.pop("rule"))




        supports = []
        _supports = d.pop("supports")
        for supports_item_data in (_supports):
            supports_item = Support.from_dict(supports_item_data)



            supports.append(supports_item)


        text = StartHereText.from_dict(d.pop("text"))




        then = cast(list[str], d.pop("then"))


        start_here = cls(
            certainty=certainty,
            domain=domain,
            factors=factors,
            provisional=provisional,
            rule=rule,
            supports=supports,
            text=text,
            then=then,
        )

        return start_here

