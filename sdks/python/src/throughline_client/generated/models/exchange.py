from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.exchange_hold import check_exchange_hold
from ..models.exchange_hold import ExchangeHold
from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="Exchange")



@_attrs_define
class Exchange:
    """ A link's token, and how the session shall be held.

        Attributes:
            token (str): What follows `#t=` in the link.
            hold (ExchangeHold | Unset): `cookie` for a page of this server: no script can read it then. Default: 'bearer'.
     """

    token: str
    hold: ExchangeHold | Unset = 'bearer'





    def to_dict(self) -> dict[str, Any]:
        token = self.token

        hold: str | Unset = UNSET
        if not isinstance(self.hold, Unset):
            hold = self.hold



        field_dict: dict[str, Any] = {}

        field_dict.update({
            "token": token,
        })
        if hold is not UNSET:
            field_dict["hold"] = hold

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        token = d.pop("token")

        _hold = d.pop("hold", UNSET)
        hold: ExchangeHold | Unset
        if isinstance(_hold,  Unset):
            hold = UNSET
        else:
            hold = check_exchange_hold(_hold)




        exchange = cls(
            token=token,
            hold=hold,
        )

        return exchange

