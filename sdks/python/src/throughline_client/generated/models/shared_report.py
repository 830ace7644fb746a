from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.profile_document import ProfileDocument
  from ..models.shared_report_instrument import SharedReportInstrument





T = TypeVar("T", bound="SharedReport")



@_attrs_define
class SharedReport:
    """ What the page of a link shows.

        Attributes:
            instrument (SharedReportInstrument): The instrument that was answered: what the answers were called, where
                levels begin.
            profile (ProfileDocument): A school's published profile, one revision of it.
     """

    instrument: SharedReportInstrument
    profile: ProfileDocument
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.profile_document import ProfileDocument # noqa: PLC0415
        from ..models.shared_report_instrument import SharedReportInstrument # noqa: PLC0415
        instrument = self.instrument.to_dict()

        profile = self.profile.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "instrument": instrument,
            "profile": profile,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile_document import ProfileDocument # noqa: PLC0415
        from ..models.shared_report_instrument import SharedReportInstrument # noqa: PLC0415
        d = dict(src_dict)
        instrument = SharedReportInstrument.from_dict(d.pop("instrument"))




        profile = ProfileDocument.from_dict(d.pop("profile"))




        shared_report = cls(
            instrument=instrument,
            profile=profile,
        )


        shared_report.additional_properties = d
        return shared_report

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
