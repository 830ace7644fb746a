from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.stored_instrument_document import StoredInstrumentDocument
  from ..models.stored_instrument_title import StoredInstrumentTitle





T = TypeVar("T", bound="StoredInstrument")



@_attrs_define
class StoredInstrument:
    """ A stored instrument with its document.

        Attributes:
            digest (str): SHA-256 of the canonical document.
            district (None | UUID): Whose it is; null: every district may use it.
            document (StoredInstrumentDocument):
            id (UUID):
            instrument (str):
            languages (list[str]):
            title (StoredInstrumentTitle):
            version (str):
     """

    digest: str
    district: None | UUID
    document: StoredInstrumentDocument
    id: UUID
    instrument: str
    languages: list[str]
    title: StoredInstrumentTitle
    version: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.stored_instrument_document import StoredInstrumentDocument # noqa: PLC0415
        from ..models.stored_instrument_title import StoredInstrumentTitle # noqa: PLC0415
        digest = self.digest

        district: None | str
        if isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district

        document = self.document.to_dict()

        id = str(self.id)

        instrument = self.instrument

        languages = self.languages



        title = self.title.to_dict()

        version = self.version


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "digest": digest,
            "district": district,
            "document": document,
            "id": id,
            "instrument": instrument,
            "languages": languages,
            "title": title,
            "version": version,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.stored_instrument_document import StoredInstrumentDocument # noqa: PLC0415
        from ..models.stored_instrument_title import StoredInstrumentTitle # noqa: PLC0415
        d = dict(src_dict)
        digest = d.pop("digest")

        def _parse_district(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                district_type_0 = UUID(data)



                return district_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        district = _parse_district(d.pop("district"))


        document = StoredInstrumentDocument.from_dict(d.pop("document"))




        id = UUID(d.pop("id"))




        instrument = d.pop("instrument")

        languages = cast(list[str], d.pop("languages"))


        title = StoredInstrumentTitle.from_dict(d.pop("title"))




        version = d.pop("version")

        stored_instrument = cls(
            digest=digest,
            district=district,
            document=document,
            id=id,
            instrument=instrument,
            languages=languages,
            title=title,
            version=version,
        )


        stored_instrument.additional_properties = d
        return stored_instrument

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
