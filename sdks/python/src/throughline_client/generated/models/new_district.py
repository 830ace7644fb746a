from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.external_id import ExternalId





T = TypeVar("T", bound="NewDistrict")



@_attrs_define
class NewDistrict:
    """ A district to add.

        Attributes:
            name (str):
            external_ids (list[ExternalId] | Unset):
            synthetic (bool | Unset): True for made-up data; shown on everything of it. Default: False.
            time_zone (None | str | Unset):
     """

    name: str
    external_ids: list[ExternalId] | Unset = UNSET
    synthetic: bool | Unset = False
    time_zone: None | str | Unset = UNSET





    def to_dict(self) -> dict[str, Any]:
        from ..models.external_id import ExternalId # noqa: PLC0415
        name = self.name

        external_ids: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external_ids, Unset):
            external_ids = []
            for external_ids_item_data in self.external_ids:
                external_ids_item = external_ids_item_data.to_dict()
                external_ids.append(external_ids_item)



        synthetic = self.synthetic

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "name": name,
        })
        if external_ids is not UNSET:
            field_dict["external_ids"] = external_ids
        if synthetic is not UNSET:
            field_dict["synthetic"] = synthetic
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_id import ExternalId # noqa: PLC0415
        d = dict(src_dict)
        name = d.pop("name")

        _external_ids = d.pop("external_ids", UNSET)
        external_ids: list[ExternalId] | Unset = UNSET
        if _external_ids is not UNSET:
            external_ids = []
            for external_ids_item_data in _external_ids:
                external_ids_item = ExternalId.from_dict(external_ids_item_data)



                external_ids.append(external_ids_item)


        synthetic = d.pop("synthetic", UNSET)

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))


        new_district = cls(
            name=name,
            external_ids=external_ids,
            synthetic=synthetic,
            time_zone=time_zone,
        )

        return new_district

