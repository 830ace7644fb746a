from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.administration_access import AdministrationAccess
from ..models.administration_access import check_administration_access
from ..models.administration_release_mode import AdministrationReleaseMode
from ..models.administration_release_mode import check_administration_release_mode
from ..models.administration_state import AdministrationState
from ..models.administration_state import check_administration_state
from typing import cast
from typing import Literal, cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.administration_note import AdministrationNote
  from ..models.instrument_version import InstrumentVersion





T = TypeVar("T", bound="Administration")



@_attrs_define
class Administration:
    """ An administration.

        Attributes:
            access (AdministrationAccess):
            closed_at (None | str):
            closes_at (str):
            closes_no_later_than (str):
            custody (Literal['file']):
            district (UUID):
            grace_hours (int):
            id (UUID):
            instrument (InstrumentVersion): Which questionnaire is asked.
            k (int):
            notes (list[AdministrationNote]): Schools so small that little or nothing can be shown.
            opens_at (str):
            participations (list[UUID]): One for each school or reporting unit, in order of the ids they are published
                under.
            release_mode (AdministrationReleaseMode):
            repeat_within_90_days (bool):
            state (AdministrationState):
            subgroup_tables (list[str]): Background questions asked, in the instrument's order.
            title (str):
     """

    access: AdministrationAccess
    closed_at: None | str
    closes_at: str
    closes_no_later_than: str
    custody: Literal['file']
    district: UUID
    grace_hours: int
    id: UUID
    instrument: InstrumentVersion
    k: int
    notes: list[AdministrationNote]
    opens_at: str
    participations: list[UUID]
    release_mode: AdministrationReleaseMode
    repeat_within_90_days: bool
    state: AdministrationState
    subgroup_tables: list[str]
    title: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.administration_note import AdministrationNote # noqa: PLC0415
        from ..models.instrument_version import InstrumentVersion # noqa: PLC0415
        access: str = self.access

        closed_at: None | str
        closed_at = self.closed_at

        closes_at = self.closes_at

        closes_no_later_than = self.closes_no_later_than

        custody = self.custody

        district = str(self.district)

        grace_hours = self.grace_hours

        id = str(self.id)

        instrument = self.instrument.to_dict()

        k = self.k

        notes = []
        for notes_item_data in self.notes:
            notes_item = notes_item_data.to_dict()
            notes.append(notes_item)



        opens_at = self.opens_at

        participations = []
        for participations_item_data in self.participations:
            participations_item = str(participations_item_data)
            participations.append(participations_item)



        release_mode: str = self.release_mode

        repeat_within_90_days = self.repeat_within_90_days

        state: str = self.state

        subgroup_tables = self.subgroup_tables



        title = self.title


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "access": access,
            "closed_at": closed_at,
            "closes_at": closes_at,
            "closes_no_later_than": closes_no_later_than,
            "custody": custody,
            "district": district,
            "grace_hours": grace_hours,
            "id": id,
            "instrument": instrument,
            "k": k,
            "notes": notes,
            "opens_at": opens_at,
            "participations": participations,
            "release_mode": release_mode,
            "repeat_within_90_days": repeat_within_90_days,
            "state": state,
            "subgroup_tables": subgroup_tables,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.administration_note import AdministrationNote # noqa: PLC0415
        from ..models.instrument_version import InstrumentVersion # noqa: PLC0415
        d = dict(src_dict)
        access = check_administration_access(d.pop("access"))




        def _parse_closed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))


        closes_at = d.pop("closes_at")

        closes_no_later_than = d.pop("closes_no_later_than")

        custody = cast(Literal['file'] , d.pop("custody"))
        if custody != 'file':
            raise ValueError(f"custody must match const 'file', got '{custody}'")

        district = UUID(d.pop("district"))




        grace_hours = d.pop("grace_hours")

        id = UUID(d.pop("id"))




        instrument = InstrumentVersion.from_dict(d.pop("instrument"))




        k = d.pop("k")

        notes = []
        _notes = d.pop("notes")
        for notes_item_data in (_notes):
            notes_item = AdministrationNote.from_dict(notes_item_data)



            notes.append(notes_item)


        opens_at = d.pop("opens_at")

        participations = []
        _participations = d.pop("participations")
        for participations_item_data in (_participations):
            participations_item = UUID(participations_item_data)



            participations.append(participations_item)


        release_mode = check_administration_release_mode(d.pop("release_mode"))




        repeat_within_90_days = d.pop("repeat_within_90_days")

        state = check_administration_state(d.pop("state"))




        subgroup_tables = cast(list[str], d.pop("subgroup_tables"))


        title = d.pop("title")

        administration = cls(
            access=access,
            closed_at=closed_at,
            closes_at=closes_at,
            closes_no_later_than=closes_no_later_than,
            custody=custody,
            district=district,
            grace_hours=grace_hours,
            id=id,
            instrument=instrument,
            k=k,
            notes=notes,
            opens_at=opens_at,
            participations=participations,
            release_mode=release_mode,
            repeat_within_90_days=repeat_within_90_days,
            state=state,
            subgroup_tables=subgroup_tables,
            title=title,
        )


        administration.additional_properties = d
        return administration

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
