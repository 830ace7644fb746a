from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from typing import Literal, cast
import datetime

if TYPE_CHECKING:
  from ..models.disagreement_item import DisagreementItem
  from ..models.domain import Domain
  from ..models.instrument_reference import InstrumentReference
  from ..models.leverage import Leverage
  from ..models.note import Note
  from ..models.profile_participation import ProfileParticipation
  from ..models.profile_school import ProfileSchool
  from ..models.start_here import StartHere
  from ..models.subgroups import Subgroups
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="ProfileDocument")



@_attrs_define
class ProfileDocument:
    """ A school's published profile, one revision of it.

        Attributes:
            administration (str): The administration's id.
            disagreement_items (list[DisagreementItem] | Suppressed): Statements with broad disagreement, in the
                instrument's order.
            domains (list[Domain]): In the instrument's order.
            id (str): The profile's id; the same over its revisions.
            input_digest (str): `sha256:` of 32 secret bytes and the rows: tells if two revisions used the same rows.
            instrument (InstrumentReference): Exactly which questionnaire was answered.
            leverage (list[Leverage] | Suppressed): Strong factors to build on, in instrument order.
            notes (list[Note]): What to know before reading the numbers.
            participation (ProfileParticipation): How many answered, and how far the results may be trusted for it.
            profile_version (Literal['1.1']): Version of this document's shape. Profiles published as 1.0 stay as they were
                written: theirs have no `shrunken_mean`, no `reference`, and every `change` is suppressed.
            released_on (datetime.date): The day of publication.
            revision (int): Counts up whenever published content changes.
            school (ProfileSchool): The school the profile is about, or the reporting unit that several small schools form.
            scoring_version (str): Version of the rules and formulas that made the numbers.
            start_here (StartHere | Suppressed): Where to start, and by which rule.
            subgroups (list[Subgroups]): One table for each background question that was asked; never two questions crossed.
     """

    administration: str
    disagreement_items: list[DisagreementItem] | Suppressed
    domains: list[Domain]
    id: str
    input_digest: str
    instrument: InstrumentReference
    leverage: list[Leverage] | Suppressed
    notes: list[Note]
    participation: ProfileParticipation
    profile_version: Literal['1.1']
    released_on: datetime.date
    revision: int
    school: ProfileSchool
    scoring_version: str
    start_here: StartHere | Suppressed
    subgroups: list[Subgroups]





    def to_dict(self) -> dict[str, Any]:
        from ..models.disagreement_item import DisagreementItem # noqa: PLC0415
        from ..models.domain import Domain # noqa: PLC0415
        from ..models.instrument_reference import InstrumentReference # noqa: PLC0415
        from ..models.leverage import Leverage # noqa: PLC0415
        from ..models.note import Note # noqa: PLC0415
        from ..models.profile_participation import ProfileParticipation # noqa: PLC0415
        from ..models.profile_school import ProfileSchool # noqa: PLC0415
        from ..models.start_here import StartHere # noqa: PLC0415
        from ..models.subgroups import Subgroups # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        administration = self.administration

        disagreement_items: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.disagreement_items, list):
            disagreement_items = []
            for disagreement_items_type_0_item_data in self.disagreement_items:
                disagreement_items_type_0_item = disagreement_items_type_0_item_data.to_dict()
                disagreement_items.append(disagreement_items_type_0_item)


        else:
            disagreement_items = self.disagreement_items.to_dict()


        domains = []
        for domains_item_data in self.domains:
            domains_item = domains_item_data.to_dict()
            domains.append(domains_item)



        id = self.id

        input_digest = self.input_digest

        instrument = self.instrument.to_dict()

        leverage: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.leverage, list):
            leverage = []
            for leverage_type_0_item_data in self.leverage:
                leverage_type_0_item = leverage_type_0_item_data.to_dict()
                leverage.append(leverage_type_0_item)


        else:
            leverage = self.leverage.to_dict()


        notes = []
        for notes_item_data in self.notes:
            notes_item = notes_item_data.to_dict()
            notes.append(notes_item)



        participation = self.participation.to_dict()

        profile_version = self.profile_version

        released_on = self.released_on.isoformat()

        revision = self.revision

        school = self.school.to_dict()

        scoring_version = self.scoring_version

        start_here: dict[str, Any]
        if isinstance(self.start_here, StartHere):
            start_here = self.start_here.to_dict()
        else:
            start_here = self.start_here.to_dict()


        subgroups = []
        for subgroups_item_data in self.subgroups:
            subgroups_item = subgroups_item_data.to_dict()
            subgroups.append(subgroups_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "administration": administration,
            "disagreement_items": disagreement_items,
            "domains": domains,
            "id": id,
            "input_digest": input_digest,
            "instrument": instrument,
            "leverage": leverage,
            "notes": notes,
            "participation": participation,
            "profile_version": profile_version,
            "released_on": released_on,
            "revision": revision,
            "school": school,
            "scoring_version": scoring_version,
            "start_here": start_here,
            "subgroups": subgroups,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.disagreement_item import DisagreementItem # noqa: PLC0415
        from ..models.domain import Domain # noqa: PLC0415
        from ..models.instrument_reference import InstrumentReference # noqa: PLC0415
        from ..models.leverage import Leverage # noqa: PLC0415
        from ..models.note import Note # noqa: PLC0415
        from ..models.profile_participation import ProfileParticipation # noqa: PLC0415
        from ..models.profile_school import ProfileSchool # noqa: PLC0415
        from ..models.start_here import StartHere # noqa: PLC0415
        from ..models.subgroups import Subgroups # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        administration = d.pop("administration")

        def _parse_disagreement_items(data: object) -> list[DisagreementItem] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                disagreement_items_type_0 = []
                _disagreement_items_type_0 = data
                for disagreement_items_type_0_item_data in (_disagreement_items_type_0):
                    disagreement_items_type_0_item = DisagreementItem.from_dict(disagreement_items_type_0_item_data)



                    disagreement_items_type_0.append(disagreement_items_type_0_item)

                return disagreement_items_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            disagreement_items_type_1 = Suppressed.from_dict(data)



            return disagreement_items_type_1

        disagreement_items = _parse_disagreement_items(d.pop("disagreement_items"))


        domains = []
        _domains = d.pop("domains")
        for domains_item_data in (_domains):
            domains_item = Domain.from_dict(domains_item_data)



            domains.append(domains_item)


        id = d.pop("id")

        input_digest = d.pop("input_digest")

        instrument = InstrumentReference.from_dict(d.pop("instrument"))




        def _parse_leverage(data: object) -> list[Leverage] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                leverage_type_0 = []
                _leverage_type_0 = data
                for leverage_type_0_item_data in (_leverage_type_0):
                    leverage_type_0_item = Leverage.from_dict(leverage_type_0_item_data)



                    leverage_type_0.append(leverage_type_0_item)

                return leverage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            leverage_type_1 = Suppressed.from_dict(data)



            return leverage_type_1

        leverage = _parse_leverage(d.pop("leverage"))


        notes = []
        _notes = d.pop("notes")
        for notes_item_data in (_notes):
            notes_item = Note.from_dict(notes_item_data)



            notes.append(notes_item)


        participation = ProfileParticipation.from_dict(d.pop("participation"))




        profile_version = cast(Literal['1.1'] , d.pop("profile_version"))
        if profile_version != '1.1':
            raise ValueError(f"profile_version must match const '1.1', got '{profile_version}'")

        released_on = datetime.date.fromisoformat(d.pop("released_on"))




        revision = d.pop("revision")

        school = ProfileSchool.from_dict(d.pop("school"))




        scoring_version = d.pop("scoring_version")

        def _parse_start_here(data: object) -> StartHere | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                start_here_type_0 = StartHere.from_dict(data)



                return start_here_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            start_here_type_1 = Suppressed.from_dict(data)



            return start_here_type_1

        start_here = _parse_start_here(d.pop("start_here"))


        subgroups = []
        _subgroups = d.pop("subgroups")
        for subgroups_item_data in (_subgroups):
            subgroups_item = Subgroups.from_dict(subgroups_item_data)



            subgroups.append(subgroups_item)


        profile_document = cls(
            administration=administration,
            disagreement_items=disagreement_items,
            domains=domains,
            id=id,
            input_digest=input_digest,
            instrument=instrument,
            leverage=leverage,
            notes=notes,
            participation=participation,
            profile_version=profile_version,
            released_on=released_on,
            revision=revision,
            school=school,
            scoring_version=scoring_version,
            start_here=start_here,
            subgroups=subgroups,
        )

        return profile_document

