from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_export_format import check_new_export_format
from ..models.new_export_format import NewExportFormat
from ..models.new_export_language import check_new_export_language
from ..models.new_export_language import NewExportLanguage
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewExport")



@_attrs_define
class NewExport:
    """ What to export: one administration, or several of a district.

        Attributes:
            format_ (NewExportFormat): The Ed-Fi formats take one administration.
            administration (None | Unset | UUID): One administration.
            administrations (list[UUID] | None | Unset): With `district`: only these of it.
            district (None | Unset | UUID): Instead: a district, and with it everything it has published.
            language (NewExportLanguage | Unset): Of titles and statements. Default: 'en'.
     """

    format_: NewExportFormat
    administration: None | Unset | UUID = UNSET
    administrations: list[UUID] | None | Unset = UNSET
    district: None | Unset | UUID = UNSET
    language: NewExportLanguage | Unset = 'en'





    def to_dict(self) -> dict[str, Any]:
        format_: str = self.format_

        administration: None | str | Unset
        if isinstance(self.administration, Unset):
            administration = UNSET
        elif isinstance(self.administration, UUID):
            administration = str(self.administration)
        else:
            administration = self.administration

        administrations: list[str] | None | Unset
        if isinstance(self.administrations, Unset):
            administrations = UNSET
        elif isinstance(self.administrations, list):
            administrations = []
            for administrations_type_0_item_data in self.administrations:
                administrations_type_0_item = str(administrations_type_0_item_data)
                administrations.append(administrations_type_0_item)


        else:
            administrations = self.administrations

        district: None | str | Unset
        if isinstance(self.district, Unset):
            district = UNSET
        elif isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language



        field_dict: dict[str, Any] = {}

        field_dict.update({
            "format": format_,
        })
        if administration is not UNSET:
            field_dict["administration"] = administration
        if administrations is not UNSET:
            field_dict["administrations"] = administrations
        if district is not UNSET:
            field_dict["district"] = district
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        format_ = check_new_export_format(d.pop("format"))




        def _parse_administration(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                administration_type_0 = UUID(data)



                return administration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        administration = _parse_administration(d.pop("administration", UNSET))


        def _parse_administrations(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                administrations_type_0 = []
                _administrations_type_0 = data
                for administrations_type_0_item_data in (_administrations_type_0):
                    administrations_type_0_item = UUID(administrations_type_0_item_data)



                    administrations_type_0.append(administrations_type_0_item)

                return administrations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        administrations = _parse_administrations(d.pop("administrations", UNSET))


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


        _language = d.pop("language", UNSET)
        language: NewExportLanguage | Unset
        if isinstance(_language,  Unset):
            language = UNSET
        else:
            language = check_new_export_language(_language)




        new_export = cls(
            format_=format_,
            administration=administration,
            administrations=administrations,
            district=district,
            language=language,
        )

        return new_export

