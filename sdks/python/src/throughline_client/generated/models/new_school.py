from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.external_id import ExternalId





T = TypeVar("T", bound="NewSchool")



@_attrs_define
class NewSchool:
    """ A school to add.

        Attributes:
            name (str):
            district (None | Unset | UUID): Needed with an operator's key only.
            external_ids (list[ExternalId] | Unset):
            reporting_unit (None | str | Unset): Schools that name the same unit are asked and published together from
                `ready` on.
     """

    name: str
    district: None | Unset | UUID = UNSET
    external_ids: list[ExternalId] | Unset = UNSET
    reporting_unit: None | str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        from ..models.external_id import ExternalId # noqa: PLC0415
        name = self.name

        district: None | str | Unset
        if isinstance(self.district, Unset):
            district = UNSET
        elif isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        external_ids: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external_ids, Unset):
            external_ids = []
            for external_ids_item_data in self.external_ids:
                external_ids_item = external_ids_item_data.to_dict()
                external_ids.append(external_ids_item)



        reporting_unit: None | str | Unset
        if isinstance(self.reporting_unit, Unset):
            reporting_unit = UNSET
        else:
            reporting_unit = self.reporting_unit


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "name": name,
        })
        if district is not UNSET:
            field_dict["district"] = district
        if external_ids is not UNSET:
            field_dict["external_ids"] = external_ids
        if reporting_unit is not UNSET:
            field_dict["reporting_unit"] = reporting_unit

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_id import ExternalId # noqa: PLC0415
        d = dict(src_dict)
        name = d.pop("name")

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


        _external_ids = d.pop("external_ids", UNSET)
        external_ids: list[ExternalId] | Unset = UNSET
        if _external_ids is not UNSET:
            external_ids = []
            for external_ids_item_data in _external_ids:
                external_ids_item = ExternalId.from_dict(external_ids_item_data)



                external_ids.append(external_ids_item)


        def _parse_reporting_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reporting_unit = _parse_reporting_unit(d.pop("reporting_unit", UNSET))


        new_school = cls(
            name=name,
            district=district,
            external_ids=external_ids,
            reporting_unit=reporting_unit,
        )

        return new_school

