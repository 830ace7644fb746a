from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.school_kind import check_school_kind
from ..models.school_kind import SchoolKind
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.external_id import ExternalId





T = TypeVar("T", bound="School")



@_attrs_define
class School:
    """ A school, or a reporting unit: what schools that are published together are published as.

        Attributes:
            district (UUID):
            external_ids (list[ExternalId]):
            id (UUID):
            kind (SchoolKind): Lists hold schools only.
            name (str):
            reporting_unit (None | str):
     """

    district: UUID
    external_ids: list[ExternalId]
    id: UUID
    kind: SchoolKind
    name: str
    reporting_unit: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.external_id import ExternalId # noqa: PLC0415
        district = str(self.district)

        external_ids = []
        for external_ids_item_data in self.external_ids:
            external_ids_item = external_ids_item_data.to_dict()
            external_ids.append(external_ids_item)



        id = str(self.id)

        kind: str = self.kind

        name = self.name

        reporting_unit: None | str
        reporting_unit = self.reporting_unit


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "district": district,
            "external_ids": external_ids,
            "id": id,
            "kind": kind,
            "name": name,
            "reporting_unit": reporting_unit,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_id import ExternalId # noqa: PLC0415
        d = dict(src_dict)
        district = UUID(d.pop("district"))




        external_ids = []
        _external_ids = d.pop("external_ids")
        for external_ids_item_data in (_external_ids):
            external_ids_item = ExternalId.from_dict(external_ids_item_data)



            external_ids.append(external_ids_item)


        id = UUID(d.pop("id"))




        kind = check_school_kind(d.pop("kind"))




        name = d.pop("name")

        def _parse_reporting_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reporting_unit = _parse_reporting_unit(d.pop("reporting_unit"))


        school = cls(
            district=district,
            external_ids=external_ids,
            id=id,
            kind=kind,
            name=name,
            reporting_unit=reporting_unit,
        )


        school.additional_properties = d
        return school

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
