from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_replay_which import check_new_replay_which
from ..models.new_replay_which import NewReplayWhich
from ..types import UNSET, Unset
from typing import cast
import datetime






T = TypeVar("T", bound="NewReplay")



@_attrs_define
class NewReplay:
    """ Which messages to send again.

        Attributes:
            since (datetime.datetime): Messages of this moment and later; they are kept for 30 days.
            which (NewReplayWhich | Unset): `missing`: only what never arrived, or was told to nobody yet. Default:
                'missing'.
     """

    since: datetime.datetime
    which: NewReplayWhich | Unset = 'missing'





    def to_dict(self) -> dict[str, Any]:
        since = self.since.isoformat()

        which: str | Unset = UNSET
        if not isinstance(self.which, Unset):
            which = self.which



        field_dict: dict[str, Any] = {}

        field_dict.update({
            "since": since,
        })
        if which is not UNSET:
            field_dict["which"] = which

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        since = datetime.datetime.fromisoformat(d.pop("since"))




        _which = d.pop("which", UNSET)
        which: NewReplayWhich | Unset
        if isinstance(_which,  Unset):
            which = UNSET
        else:
            which = check_new_replay_which(_which)




        new_replay = cls(
            since=since,
            which=which,
        )

        return new_replay

