from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field
import json
from .. import types

from ..types import UNSET, Unset

from ..types import UNSET, Unset






T = TypeVar("T", bound="ReadRosterRosterUpload")



@_attrs_define
class ReadRosterRosterUpload:
    """ One of the two.

        Attributes:
            roster (str | Unset): A zip: OneRoster 1.2 or 1.1, School Data Sync 2.1 or 1.
            schools (str | Unset): `school,name,eligible[,nces][,state][,reporting_unit]`, UTF-8.
     """

    roster: str | Unset = UNSET
    schools: str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        roster = self.roster

        schools = self.schools


        field_dict: dict[str, Any] = {}

        field_dict.update({
        })
        if roster is not UNSET:
            field_dict["roster"] = roster
        if schools is not UNSET:
            field_dict["schools"] = schools

        return field_dict


    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        if not isinstance(self.roster, Unset):
            files.append(("roster", (None, str(self.roster).encode(), "text/plain")))



        if not isinstance(self.schools, Unset):
            files.append(("schools", (None, str(self.schools).encode(), "text/plain")))





        return files


    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        roster = d.pop("roster", UNSET)

        schools = d.pop("schools", UNSET)

        read_roster_roster_upload = cls(
            roster=roster,
            schools=schools,
        )

        return read_roster_roster_upload

