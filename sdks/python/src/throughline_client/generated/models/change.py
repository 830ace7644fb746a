from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.change_kind import ChangeKind
from ..models.change_kind import check_change_kind
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="Change")



@_attrs_define
class Change:
    """ The newest state of one published document.

        Attributes:
            administration (UUID):
            district (UUID):
            href (None | str): Where to read it; null if it was deleted.
            id (UUID): The profile's id; of a summary the id of its administration.
            kind (ChangeKind): `….deleted` is a tombstone: forget what you have of it.
            revision (int): The newest; of what was deleted the last there was.
            school (None | UUID): The school, or the reporting unit, that a profile is about; null for a summary.
     """

    administration: UUID
    district: UUID
    href: None | str
    id: UUID
    kind: ChangeKind
    revision: int
    school: None | UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        administration = str(self.administration)

        district = str(self.district)

        href: None | str
        href = self.href

        id = str(self.id)

        kind: str = self.kind

        revision = self.revision

        school: None | str
        if isinstance(self.school, UUID):
            school = str(self.school)
        else:
            school = self.school


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "administration": administration,
            "district": district,
            "href": href,
            "id": id,
            "kind": kind,
            "revision": revision,
            "school": school,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        administration = UUID(d.pop("administration"))




        district = UUID(d.pop("district"))




        def _parse_href(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        href = _parse_href(d.pop("href"))


        id = UUID(d.pop("id"))




        kind = check_change_kind(d.pop("kind"))




        revision = d.pop("revision")

        def _parse_school(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                school_type_0 = UUID(data)



                return school_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        school = _parse_school(d.pop("school"))


        change = cls(
            administration=administration,
            district=district,
            href=href,
            id=id,
            kind=kind,
            revision=revision,
            school=school,
        )


        change.additional_properties = d
        return change

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
