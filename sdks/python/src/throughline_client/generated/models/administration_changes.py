from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.administration_changes_release_mode_type_0 import AdministrationChangesReleaseModeType0
from ..models.administration_changes_release_mode_type_0 import check_administration_changes_release_mode_type_0
from ..types import UNSET, Unset
from typing import cast
import datetime






T = TypeVar("T", bound="AdministrationChanges")



@_attrs_define
class AdministrationChanges:
    """ What may change while it is a draft; what is left out stays.

        Attributes:
            closes_at (datetime.datetime | None | Unset):
            closes_no_later_than (datetime.datetime | None | Unset):
            grace_hours (int | None | Unset):
            k (int | None | Unset):
            opens_at (datetime.datetime | None | Unset):
            release_mode (AdministrationChangesReleaseModeType0 | None | Unset):
            repeat_within_90_days (bool | None | Unset):
            subgroup_tables (list[str] | None | Unset): As when it was created; an empty list asks nothing about the person.
            title (None | str | Unset):
            word (None | str | Unset):
     """

    closes_at: datetime.datetime | None | Unset = UNSET
    closes_no_later_than: datetime.datetime | None | Unset = UNSET
    grace_hours: int | None | Unset = UNSET
    k: int | None | Unset = UNSET
    opens_at: datetime.datetime | None | Unset = UNSET
    release_mode: AdministrationChangesReleaseModeType0 | None | Unset = UNSET
    repeat_within_90_days: bool | None | Unset = UNSET
    subgroup_tables: list[str] | None | Unset = UNSET
    title: None | str | Unset = UNSET
    word: None | str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        closes_at: None | str | Unset
        if isinstance(self.closes_at, Unset):
            closes_at = UNSET
        elif isinstance(self.closes_at, datetime.datetime):
            closes_at = self.closes_at.isoformat()
        else:
            closes_at = self.closes_at

        closes_no_later_than: None | str | Unset
        if isinstance(self.closes_no_later_than, Unset):
            closes_no_later_than = UNSET
        elif isinstance(self.closes_no_later_than, datetime.datetime):
            closes_no_later_than = self.closes_no_later_than.isoformat()
        else:
            closes_no_later_than = self.closes_no_later_than

        grace_hours: int | None | Unset
        if isinstance(self.grace_hours, Unset):
            grace_hours = UNSET
        else:
            grace_hours = self.grace_hours

        k: int | None | Unset
        if isinstance(self.k, Unset):
            k = UNSET
        else:
            k = self.k

        opens_at: None | str | Unset
        if isinstance(self.opens_at, Unset):
            opens_at = UNSET
        elif isinstance(self.opens_at, datetime.datetime):
            opens_at = self.opens_at.isoformat()
        else:
            opens_at = self.opens_at

        release_mode: None | str | Unset
        if isinstance(self.release_mode, Unset):
            release_mode = UNSET
        elif isinstance(self.release_mode, str):
            release_mode = self.release_mode
        else:
            release_mode = self.release_mode

        repeat_within_90_days: bool | None | Unset
        if isinstance(self.repeat_within_90_days, Unset):
            repeat_within_90_days = UNSET
        else:
            repeat_within_90_days = self.repeat_within_90_days

        subgroup_tables: list[str] | None | Unset
        if isinstance(self.subgroup_tables, Unset):
            subgroup_tables = UNSET
        elif isinstance(self.subgroup_tables, list):
            subgroup_tables = self.subgroup_tables


        else:
            subgroup_tables = self.subgroup_tables

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        word: None | str | Unset
        if isinstance(self.word, Unset):
            word = UNSET
        else:
            word = self.word


        field_dict: dict[str, Any] = {}

        field_dict.update({
        })
        if closes_at is not UNSET:
            field_dict["closes_at"] = closes_at
        if closes_no_later_than is not UNSET:
            field_dict["closes_no_later_than"] = closes_no_later_than
        if grace_hours is not UNSET:
            field_dict["grace_hours"] = grace_hours
        if k is not UNSET:
            field_dict["k"] = k
        if opens_at is not UNSET:
            field_dict["opens_at"] = opens_at
        if release_mode is not UNSET:
            field_dict["release_mode"] = release_mode
        if repeat_within_90_days is not UNSET:
            field_dict["repeat_within_90_days"] = repeat_within_90_days
        if subgroup_tables is not UNSET:
            field_dict["subgroup_tables"] = subgroup_tables
        if title is not UNSET:
            field_dict["title"] = title
        if word is not UNSET:
            field_dict["word"] = word

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        def _parse_closes_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closes_at_type_0 = datetime.datetime.fromisoformat(data)



                return closes_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        closes_at = _parse_closes_at(d.pop("closes_at", UNSET))


        def _parse_closes_no_later_than(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closes_no_later_than_type_0 = datetime.datetime.fromisoformat(data)



                return closes_no_later_than_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        closes_no_later_than = _parse_closes_no_later_than(d.pop("closes_no_later_than", UNSET))


        def _parse_grace_hours(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        grace_hours = _parse_grace_hours(d.pop("grace_hours", UNSET))


        def _parse_k(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        k = _parse_k(d.pop("k", UNSET))


        def _parse_opens_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                opens_at_type_0 = datetime.datetime.fromisoformat(data)



                return opens_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        opens_at = _parse_opens_at(d.pop("opens_at", UNSET))


        def _parse_release_mode(data: object) -> AdministrationChangesReleaseModeType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                release_mode_type_0 = check_administration_changes_release_mode_type_0(data)



                return release_mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AdministrationChangesReleaseModeType0 | None | Unset, data)

        release_mode = _parse_release_mode(d.pop("release_mode", UNSET))


        def _parse_repeat_within_90_days(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        repeat_within_90_days = _parse_repeat_within_90_days(d.pop("repeat_within_90_days", UNSET))


        def _parse_subgroup_tables(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                subgroup_tables_type_0 = cast(list[str], data)

                return subgroup_tables_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        subgroup_tables = _parse_subgroup_tables(d.pop("subgroup_tables", UNSET))


        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))


        def _parse_word(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        word = _parse_word(d.pop("word", UNSET))


        administration_changes = cls(
            closes_at=closes_at,
            closes_no_later_than=closes_no_later_than,
            grace_hours=grace_hours,
            k=k,
            opens_at=opens_at,
            release_mode=release_mode,
            repeat_within_90_days=repeat_within_90_days,
            subgroup_tables=subgroup_tables,
            title=title,
            word=word,
        )

        return administration_changes

