from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.stored_roster_format import check_stored_roster_format
from ..models.stored_roster_format import StoredRosterFormat
from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="StoredRoster")



@_attrs_define
class StoredRoster:
    """ A roster that was stored: numbers of people, and no person.

        Attributes:
            as_of (datetime.date | None):
            district (UUID):
            eligible (int | None): Over all schools.
            eligible_roles (list[str] | None):
            format_ (StoredRosterFormat):
            id (UUID):
            n_schools (int):
            read_at (str):
     """

    as_of: datetime.date | None
    district: UUID
    eligible: int | None
    eligible_roles: list[str] | None
    format_: StoredRosterFormat
    id: UUID
    n_schools: int
    read_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        district = str(self.district)

        eligible: int | None
        eligible = self.eligible

        eligible_roles: list[str] | None
        if isinstance(self.eligible_roles, list):
            eligible_roles = self.eligible_roles


        else:
            eligible_roles = self.eligible_roles

        format_: str = self.format_

        id = str(self.id)

        n_schools = self.n_schools

        read_at = self.read_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "as_of": as_of,
            "district": district,
            "eligible": eligible,
            "eligible_roles": eligible_roles,
            "format": format_,
            "id": id,
            "n_schools": n_schools,
            "read_at": read_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
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


        district = UUID(d.pop("district"))




        def _parse_eligible(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible = _parse_eligible(d.pop("eligible"))


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


        format_ = check_stored_roster_format(d.pop("format"))




        id = UUID(d.pop("id"))




        n_schools = d.pop("n_schools")

        read_at = d.pop("read_at")

        stored_roster = cls(
            as_of=as_of,
            district=district,
            eligible=eligible,
            eligible_roles=eligible_roles,
            format_=format_,
            id=id,
            n_schools=n_schools,
            read_at=read_at,
        )


        stored_roster.additional_properties = d
        return stored_roster

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
