from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.export_format import check_export_format
from ..models.export_format import ExportFormat
from ..models.export_language import check_export_language
from ..models.export_language import ExportLanguage
from ..models.export_state import check_export_state
from ..models.export_state import ExportState
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.export_file import ExportFile





T = TypeVar("T", bound="Export")



@_attrs_define
class Export:
    """ Published results as files.

        Attributes:
            administrations (list[UUID]):
            created_at (str):
            district (UUID):
            expires_at (None | str): When the files are deleted.
            files (list[ExportFile]): Empty until it is ready, and once it has expired.
            finished_at (None | str):
            format_ (ExportFormat):
            id (UUID):
            language (ExportLanguage):
            profiles_done (int):
            profiles_total (int | None): Known once it runs.
            schools (list[UUID] | None): The schools of the key that asked, if it is bound to some; null: the whole
                district.
            state (ExportState): `expired`: the files are deleted.
     """

    administrations: list[UUID]
    created_at: str
    district: UUID
    expires_at: None | str
    files: list[ExportFile]
    finished_at: None | str
    format_: ExportFormat
    id: UUID
    language: ExportLanguage
    profiles_done: int
    profiles_total: int | None
    schools: list[UUID] | None
    state: ExportState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.export_file import ExportFile # noqa: PLC0415
        administrations = []
        for administrations_item_data in self.administrations:
            administrations_item = str(administrations_item_data)
            administrations.append(administrations_item)



        created_at = self.created_at

        district = str(self.district)

        expires_at: None | str
        expires_at = self.expires_at

        files = []
        for files_item_data in self.files:
            files_item = files_item_data.to_dict()
            files.append(files_item)



        finished_at: None | str
        finished_at = self.finished_at

        format_: str = self.format_

        id = str(self.id)

        language: str = self.language

        profiles_done = self.profiles_done

        profiles_total: int | None
        profiles_total = self.profiles_total

        schools: list[str] | None
        if isinstance(self.schools, list):
            schools = []
            for schools_type_0_item_data in self.schools:
                schools_type_0_item = str(schools_type_0_item_data)
                schools.append(schools_type_0_item)


        else:
            schools = self.schools

        state: str = self.state


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "administrations": administrations,
            "created_at": created_at,
            "district": district,
            "expires_at": expires_at,
            "files": files,
            "finished_at": finished_at,
            "format": format_,
            "id": id,
            "language": language,
            "profiles_done": profiles_done,
            "profiles_total": profiles_total,
            "schools": schools,
            "state": state,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.export_file import ExportFile # noqa: PLC0415
        d = dict(src_dict)
        administrations = []
        _administrations = d.pop("administrations")
        for administrations_item_data in (_administrations):
            administrations_item = UUID(administrations_item_data)



            administrations.append(administrations_item)


        created_at = d.pop("created_at")

        district = UUID(d.pop("district"))




        def _parse_expires_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))


        files = []
        _files = d.pop("files")
        for files_item_data in (_files):
            files_item = ExportFile.from_dict(files_item_data)



            files.append(files_item)


        def _parse_finished_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))


        format_ = check_export_format(d.pop("format"))




        id = UUID(d.pop("id"))




        language = check_export_language(d.pop("language"))




        profiles_done = d.pop("profiles_done")

        def _parse_profiles_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        profiles_total = _parse_profiles_total(d.pop("profiles_total"))


        def _parse_schools(data: object) -> list[UUID] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                schools_type_0 = []
                _schools_type_0 = data
                for schools_type_0_item_data in (_schools_type_0):
                    schools_type_0_item = UUID(schools_type_0_item_data)



                    schools_type_0.append(schools_type_0_item)

                return schools_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None, data)

        schools = _parse_schools(d.pop("schools"))


        state = check_export_state(d.pop("state"))




        export = cls(
            administrations=administrations,
            created_at=created_at,
            district=district,
            expires_at=expires_at,
            files=files,
            finished_at=finished_at,
            format_=format_,
            id=id,
            language=language,
            profiles_done=profiles_done,
            profiles_total=profiles_total,
            schools=schools,
            state=state,
        )


        export.additional_properties = d
        return export

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
