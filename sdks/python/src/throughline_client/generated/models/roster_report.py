from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.roster_report_format import check_roster_report_format
from ..models.roster_report_format import RosterReportFormat
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.earlier import Earlier
  from ..models.missing import Missing
  from ..models.office import Office
  from ..models.people import People
  from ..models.role_count import RoleCount
  from ..models.roster_changes import RosterChanges
  from ..models.roster_note import RosterNote
  from ..models.school_numbers import SchoolNumbers





T = TypeVar("T", bound="RosterReport")



@_attrs_define
class RosterReport:
    """ What a roster would change (`dry_run`), or has changed. It names no person.

        Attributes:
            as_of (datetime.date | None):
            compared_with (Earlier | None): Null when there is no earlier roster.
            dry_run (bool):
            eligible_roles (list[str] | None): Null for `schools.csv`, which has no roles.
            elsewhere (list[Office]):
            format_ (RosterReportFormat):
            id (None | UUID): Of the roster, once stored.
            missing (Missing): What one would expect, and the roster does not have.
            notes (list[RosterNote]):
            numbers (list[SchoolNumbers]):
            participations (None | RosterChanges): Null when no administration was named.
            people (None | People): Null for `schools.csv`.
            roles (list[RoleCount]):
            rows (int): Schools in the roster.
            schools (RosterChanges): Counts of rows.
     """

    as_of: datetime.date | None
    compared_with: Earlier | None
    dry_run: bool
    eligible_roles: list[str] | None
    elsewhere: list[Office]
    format_: RosterReportFormat
    id: None | UUID
    missing: Missing
    notes: list[RosterNote]
    numbers: list[SchoolNumbers]
    participations: None | RosterChanges
    people: None | People
    roles: list[RoleCount]
    rows: int
    schools: RosterChanges
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.earlier import Earlier # noqa: PLC0415
        from ..models.missing import Missing # noqa: PLC0415
        from ..models.office import Office # noqa: PLC0415
        from ..models.people import People # noqa: PLC0415
        from ..models.role_count import RoleCount # noqa: PLC0415
        from ..models.roster_changes import RosterChanges # noqa: PLC0415
        from ..models.roster_note import RosterNote # noqa: PLC0415
        from ..models.school_numbers import SchoolNumbers # noqa: PLC0415
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        compared_with: dict[str, Any] | None
        if isinstance(self.compared_with, Earlier):
            compared_with = self.compared_with.to_dict()
        else:
            compared_with = self.compared_with

        dry_run = self.dry_run

        eligible_roles: list[str] | None
        if isinstance(self.eligible_roles, list):
            eligible_roles = self.eligible_roles


        else:
            eligible_roles = self.eligible_roles

        elsewhere = []
        for elsewhere_item_data in self.elsewhere:
            elsewhere_item = elsewhere_item_data.to_dict()
            elsewhere.append(elsewhere_item)



        format_: str = self.format_

        id: None | str
        if isinstance(self.id, UUID):
            id = str(self.id)
        else:
            id = self.id

        missing = self.missing.to_dict()

        notes = []
        for notes_item_data in self.notes:
            notes_item = notes_item_data.to_dict()
            notes.append(notes_item)



        numbers = []
        for numbers_item_data in self.numbers:
            numbers_item = numbers_item_data.to_dict()
            numbers.append(numbers_item)



        participations: dict[str, Any] | None
        if isinstance(self.participations, RosterChanges):
            participations = self.participations.to_dict()
        else:
            participations = self.participations

        people: dict[str, Any] | None
        if isinstance(self.people, People):
            people = self.people.to_dict()
        else:
            people = self.people

        roles = []
        for roles_item_data in self.roles:
            roles_item = roles_item_data.to_dict()
            roles.append(roles_item)



        rows = self.rows

        schools = self.schools.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "as_of": as_of,
            "compared_with": compared_with,
            "dry_run": dry_run,
            "eligible_roles": eligible_roles,
            "elsewhere": elsewhere,
            "format": format_,
            "id": id,
            "missing": missing,
            "notes": notes,
            "numbers": numbers,
            "participations": participations,
            "people": people,
            "roles": roles,
            "rows": rows,
            "schools": schools,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.earlier import Earlier # noqa: PLC0415
        from ..models.missing import Missing # noqa: PLC0415
        from ..models.office import Office # noqa: PLC0415
        from ..models.people import People # noqa: PLC0415
        from ..models.role_count import RoleCount # noqa: PLC0415
        from ..models.roster_changes import RosterChanges # noqa: PLC0415
        from ..models.roster_note import RosterNote # noqa: PLC0415
        from ..models.school_numbers import SchoolNumbers # noqa: PLC0415
        d = dict(src_dict)
        def _parse_as_of(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                as_of_type_0 = datetime.date.fromisoformat(data)



                return as_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        as_of = _parse_as_of(d.pop("as_of"))


        def _parse_compared_with(data: object) -> Earlier | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                compared_with_type_0 = Earlier.from_dict(data)



                return compared_with_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Earlier | None, data)

        compared_with = _parse_compared_with(d.pop("compared_with"))


        dry_run = d.pop("dry_run")

        def _parse_eligible_roles(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                eligible_roles_type_0 = cast(list[str], data)

                return eligible_roles_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        eligible_roles = _parse_eligible_roles(d.pop("eligible_roles"))


        elsewhere = []
        _elsewhere = d.pop("elsewhere")
        for elsewhere_item_data in (_elsewhere):
            elsewhere_item = Office.from_dict(elsewhere_item_data)



            elsewhere.append(elsewhere_item)


        format_ = check_roster_report_format(d.pop("format"))




        def _parse_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                id_type_0 = UUID(data)



                return id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        id = _parse_id(d.pop("id"))


        missing = Missing.from_dict(d.pop("missing"))




        notes = []
        _notes = d.pop("notes")
        for notes_item_data in (_notes):
            notes_item = RosterNote.from_dict(notes_item_data)



            notes.append(notes_item)


        numbers = []
        _numbers = d.pop("numbers")
        for numbers_item_data in (_numbers):
            numbers_item = SchoolNumbers.from_dict(numbers_item_data)



            numbers.append(numbers_item)


        def _parse_participations(data: object) -> None | RosterChanges:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                participations_type_0 = RosterChanges.from_dict(data)



                return participations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RosterChanges, data)

        participations = _parse_participations(d.pop("participations"))


        def _parse_people(data: object) -> None | People:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                people_type_0 = People.from_dict(data)



                return people_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | People, data)

        people = _parse_people(d.pop("people"))


        roles = []
        _roles = d.pop("roles")
        for roles_item_data in (_roles):
            roles_item = RoleCount.from_dict(roles_item_data)



            roles.append(roles_item)


        rows = d.pop("rows")

        schools = RosterChanges.from_dict(d.pop("schools"))




        roster_report = cls(
            as_of=as_of,
            compared_with=compared_with,
            dry_run=dry_run,
            eligible_roles=eligible_roles,
            elsewhere=elsewhere,
            format_=format_,
            id=id,
            missing=missing,
            notes=notes,
            numbers=numbers,
            participations=participations,
            people=people,
            roles=roles,
            rows=rows,
            schools=schools,
        )


        roster_report.additional_properties = d
        return roster_report

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
