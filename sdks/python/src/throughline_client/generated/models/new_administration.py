from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_administration_access import check_new_administration_access
from ..models.new_administration_access import NewAdministrationAccess
from ..models.new_administration_release_mode import check_new_administration_release_mode
from ..models.new_administration_release_mode import NewAdministrationReleaseMode
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.taking_part import TakingPart





T = TypeVar("T", bound="NewAdministration")



@_attrs_define
class NewAdministration:
    """ An administration to plan.

        Attributes:
            access (NewAdministrationAccess):
            closes_at (datetime.datetime):
            instrument (str): Id of a stored instrument.
            opens_at (datetime.datetime):
            title (str):
            version (str):
            closes_no_later_than (datetime.datetime | None | Unset): The latest end an extension may set; left out:
                `closes_at`.
            district (None | Unset | UUID): Needed with an operator's key only.
            grace_hours (int | Unset): Hours after the close in which a held pass works. Default: 24.
            k (int | Unset): Smallest group ever reported; never below 5. Default: 5.
            release_mode (NewAdministrationReleaseMode | Unset):  Default: 'sealed'.
            repeat_within_90_days (bool | Unset): Allow it although a school is asked the same questionnaire less than 90
                days before or after: its profiles then show no single statements. Audited. Default: False.
            schools (list[TakingPart] | Unset):
            subgroup_tables (list[str] | Unset): Background questions of the instrument that are asked, and by whose answers
                factor scores are shown apart. Only with access `cards` or `email` and release mode `sealed`.
            word (None | str | Unset):
     """

    access: NewAdministrationAccess
    closes_at: datetime.datetime
    instrument: str
    opens_at: datetime.datetime
    title: str
    version: str
    closes_no_later_than: datetime.datetime | None | Unset = UNSET
    district: None | Unset | UUID = UNSET
    grace_hours: int | Unset = 24
    k: int | Unset = 5
    release_mode: NewAdministrationReleaseMode | Unset = 'sealed'
    repeat_within_90_days: bool | Unset = False
    schools: list[TakingPart] | Unset = UNSET
    subgroup_tables: list[str] | Unset = UNSET
    word: None | str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        from ..models.taking_part import TakingPart # noqa: PLC0415
        access: str = self.access

        closes_at = self.closes_at.isoformat()

        instrument = self.instrument

        opens_at = self.opens_at.isoformat()

        title = self.title

        version = self.version

        closes_no_later_than: None | str | Unset
        if isinstance(self.closes_no_later_than, Unset):
            closes_no_later_than = UNSET
        elif isinstance(self.closes_no_later_than, datetime.datetime):
            closes_no_later_than = self.closes_no_later_than.isoformat()
        else:
            closes_no_later_than = self.closes_no_later_than

        district: None | str | Unset
        if isinstance(self.district, Unset):
            district = UNSET
        elif isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        grace_hours = self.grace_hours

        k = self.k

        release_mode: str | Unset = UNSET
        if not isinstance(self.release_mode, Unset):
            release_mode = self.release_mode


        repeat_within_90_days = self.repeat_within_90_days

        schools: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.schools, Unset):
            schools = []
            for schools_item_data in self.schools:
                schools_item = schools_item_data.to_dict()
                schools.append(schools_item)



        subgroup_tables: list[str] | Unset = UNSET
        if not isinstance(self.subgroup_tables, Unset):
            subgroup_tables = self.subgroup_tables



        word: None | str | Unset
        if isinstance(self.word, Unset):
            word = UNSET
        else:
            word = self.word


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "access": access,
            "closes_at": closes_at,
            "instrument": instrument,
            "opens_at": opens_at,
            "title": title,
            "version": version,
        })
        if closes_no_later_than is not UNSET:
            field_dict["closes_no_later_than"] = closes_no_later_than
        if district is not UNSET:
            field_dict["district"] = district
        if grace_hours is not UNSET:
            field_dict["grace_hours"] = grace_hours
        if k is not UNSET:
            field_dict["k"] = k
        if release_mode is not UNSET:
            field_dict["release_mode"] = release_mode
        if repeat_within_90_days is not UNSET:
            field_dict["repeat_within_90_days"] = repeat_within_90_days
        if schools is not UNSET:
            field_dict["schools"] = schools
        if subgroup_tables is not UNSET:
            field_dict["subgroup_tables"] = subgroup_tables
        if word is not UNSET:
            field_dict["word"] = word

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.taking_part import TakingPart # noqa: PLC0415
        d = dict(src_dict)
        access = check_new_administration_access(d.pop("access"))




        closes_at = datetime.datetime.fromisoformat(d.pop("closes_at"))




        instrument = d.pop("instrument")

        opens_at = datetime.datetime.fromisoformat(d.pop("opens_at"))




        title = d.pop("title")

        version = d.pop("version")

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


        def _parse_district(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                district_type_0 = UUID(data)



                return district_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        district = _parse_district(d.pop("district", UNSET))


        grace_hours = d.pop("grace_hours", UNSET)

        k = d.pop("k", UNSET)

        _release_mode = d.pop("release_mode", UNSET)
        release_mode: NewAdministrationReleaseMode | Unset
        if isinstance(_release_mode,  Unset):
            release_mode = UNSET
        else:
            release_mode = check_new_administration_release_mode(_release_mode)




        repeat_within_90_days = d.pop("repeat_within_90_days", UNSET)

        _schools = d.pop("schools", UNSET)
        schools: list[TakingPart] | Unset = UNSET
        if _schools is not UNSET:
            schools = []
            for schools_item_data in _schools:
                schools_item = TakingPart.from_dict(schools_item_data)



                schools.append(schools_item)


        subgroup_tables = cast(list[str], d.pop("subgroup_tables", UNSET))


        def _parse_word(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        word = _parse_word(d.pop("word", UNSET))


        new_administration = cls(
            access=access,
            closes_at=closes_at,
            instrument=instrument,
            opens_at=opens_at,
            title=title,
            version=version,
            closes_no_later_than=closes_no_later_than,
            district=district,
            grace_hours=grace_hours,
            k=k,
            release_mode=release_mode,
            repeat_within_90_days=repeat_within_90_days,
            schools=schools,
            subgroup_tables=subgroup_tables,
            word=word,
        )

        return new_administration

