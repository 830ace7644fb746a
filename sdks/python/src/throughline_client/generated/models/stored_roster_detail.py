from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.stored_roster_detail_format import check_stored_roster_detail_format
from ..models.stored_roster_detail_format import StoredRosterDetailFormat
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.stored_numbers import StoredNumbers





T = TypeVar("T", bound="StoredRosterDetail")



@_attrs_define
class StoredRosterDetail:
    """ A roster that was stored, with the numbers of each school.

        Attributes:
            as_of (datetime.date | None):
            district (UUID):
            eligible (int | None): Over all schools.
            eligible_roles (list[str] | None):
            format_ (StoredRosterDetailFormat):
            id (UUID):
            n_schools (int):
            numbers (list[StoredNumbers]):
            read_at (str):
     """

    as_of: datetime.date | None
    district: UUID
    eligible: int | None
    eligible_roles: list[str] | None
    format_: StoredRosterDetailFormat
    id: UUID
    n_schools: int
    numbers: list[StoredNumbers]
    read_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.stored_numbers import StoredNumbers # noqa: PLC0415
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

        numbers = []
        for numbers_item_data in self.numbers:
            numbers_item = numbers_item_data.to_dict()
            numbers.append(numbers_item)



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
            "numbers": numbers,
            "read_at": read_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.stored_numbers import StoredNumbers # noqa: PLC0415
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


        format_ = check_stored_roster_detail_format(d.pop("format"))




        id = UUID(d.pop("id"))




        n_schools = d.pop("n_schools")

        numbers = []
        _numbers = d.pop("numbers")
        for numbers_item_data in (_numbers):
            numbers_item = StoredNumbers.from_dict(numbers_item_data)



            numbers.append(numbers_item)


        read_at = d.pop("read_at")

        stored_roster_detail = cls(
            as_of=as_of,
            district=district,
            eligible=eligible,
            eligible_roles=eligible_roles,
            format_=format_,
            id=id,
            n_schools=n_schools,
            numbers=numbers,
            read_at=read_at,
        )


        stored_roster_detail.additional_properties = d
        return stored_roster_detail

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
