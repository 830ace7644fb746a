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
  from ..models.careless_share import CarelessShare
  from ..models.coverage import Coverage
  from ..models.district_domain import DistrictDomain
  from ..models.instrument_reference import InstrumentReference
  from ..models.needed_support import NeededSupport
  from ..models.note import Note
  from ..models.response_standing import ResponseStanding
  from ..models.starting_points import StartingPoints
  from ..models.summarised_district import SummarisedDistrict
  from ..models.suppressed import Suppressed
  from ..models.withheld_table import WithheldTable





T = TypeVar("T", bound="DistrictSummary")



@_attrs_define
class DistrictSummary:
    """ An administration over a district, one revision of it.

        Attributes:
            administration (str): The administration's id.
            careless (CarelessShare | Suppressed): Only from twenty people flagged in five schools.
            coverage (Coverage): How much of the district the summary speaks for.
            district (SummarisedDistrict): The district the summary is about.
            domains (list[DistrictDomain]): In the instrument's order.
            instrument (InstrumentReference): Exactly which questionnaire was answered.
            notes (list[Note]): What to know before reading the numbers.
            released_on (datetime.date): The day of publication.
            response_standing (ResponseStanding): How many of all schools may show how much, as each one's profile says in
                `participation.standing`.
            revision (int): Counts up whenever published content changes.
            scoring_version (str): Version of the rules and formulas that made the numbers.
            starting_points (StartingPoints | Suppressed): Where the included schools start, as their own profiles say; from
                ten included schools.
            summary_version (Literal['1.1']): Version of this document's shape. Summaries published as 1.0 stay as they were
                written: theirs have no `response_standing`, no `starting_points` and no `supports_needed`.
            supports_needed (list[NeededSupport] | Suppressed): Supports that the profiles of two or more included schools
                offer, in the instrument's order; from ten included schools.
            withheld (list[WithheldTable]): Tables that were made and not published, and why; what R4 leaves out is not
                listed.
     """

    administration: str
    careless: CarelessShare | Suppressed
    coverage: Coverage
    district: SummarisedDistrict
    domains: list[DistrictDomain]
    instrument: InstrumentReference
    notes: list[Note]
    released_on: datetime.date
    response_standing: ResponseStanding
    revision: int
    scoring_version: str
    starting_points: StartingPoints | Suppressed
    summary_version: Literal['1.1']
    supports_needed: list[NeededSupport] | Suppressed
    withheld: list[WithheldTable]





    def to_dict(self) -> dict[str, Any]:
        from ..models.careless_share import CarelessShare # noqa: PLC0415
        from ..models.coverage import Coverage # noqa: PLC0415
        from ..models.district_domain import DistrictDomain # noqa: PLC0415
        from ..models.instrument_reference import InstrumentReference # noqa: PLC0415
        from ..models.needed_support import NeededSupport # noqa: PLC0415
        from ..models.note import Note # noqa: PLC0415
        from ..models.response_standing import ResponseStanding # noqa: PLC0415
        from ..models.starting_points import StartingPoints # noqa: PLC0415
        from ..models.summarised_district import SummarisedDistrict # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        from ..models.withheld_table import WithheldTable # noqa: PLC0415
        administration = self.administration

        careless: dict[str, Any]
        if isinstance(self.careless, CarelessShare):
            careless = self.careless.to_dict()
        else:
            careless = self.careless.to_dict()


        coverage = self.coverage.to_dict()

        district = self.district.to_dict()

        domains = []
        for domains_item_data in self.domains:
            domains_item = domains_item_data.to_dict()
            domains.append(domains_item)



        instrument = self.instrument.to_dict()

        notes = []
        for notes_item_data in self.notes:
            notes_item = notes_item_data.to_dict()
            notes.append(notes_item)



        released_on = self.released_on.isoformat()

        response_standing = self.response_standing.to_dict()

        revision = self.revision

        scoring_version = self.scoring_version

        starting_points: dict[str, Any]
        if isinstance(self.starting_points, StartingPoints):
            starting_points = self.starting_points.to_dict()
        else:
            starting_points = self.starting_points.to_dict()


        summary_version = self.summary_version

        supports_needed: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.supports_needed, list):
            supports_needed = []
            for supports_needed_type_0_item_data in self.supports_needed:
                supports_needed_type_0_item = supports_needed_type_0_item_data.to_dict()
                supports_needed.append(supports_needed_type_0_item)


        else:
            supports_needed = self.supports_needed.to_dict()


        withheld = []
        for withheld_item_data in self.withheld:
            withheld_item = withheld_item_data.to_dict()
            withheld.append(withheld_item)




        field_dict: dict[str, Any] = {}

        field_dict.update({
            "administration": administration,
            "careless": careless,
            "coverage": coverage,
            "district": district,
            "domains": domains,
            "instrument": instrument,
            "notes": notes,
            "released_on": released_on,
            "response_standing": response_standing,
            "revision": revision,
            "scoring_version": scoring_version,
            "starting_points": starting_points,
            "summary_version": summary_version,
            "supports_needed": supports_needed,
            "withheld": withheld,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.careless_share import CarelessShare # noqa: PLC0415
        from ..models.coverage import Coverage # noqa: PLC0415
        from ..models.district_domain import DistrictDomain # noqa: PLC0415
        from ..models.instrument_reference import InstrumentReference # noqa: PLC0415
        from ..models.needed_support import NeededSupport # noqa: PLC0415
        from ..models.note import Note # noqa: PLC0415
        from ..models.response_standing import ResponseStanding # noqa: PLC0415
        from ..models.starting_points import StartingPoints # noqa: PLC0415
        from ..models.summarised_district import SummarisedDistrict # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        from ..models.withheld_table import WithheldTable # noqa: PLC0415
        d = dict(src_dict)
        administration = d.pop("administration")

        def _parse_careless(data: object) -> CarelessShare | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                careless_type_0 = CarelessShare.from_dict(data)



                return careless_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            careless_type_1 = Suppressed.from_dict(data)



            return careless_type_1

        careless = _parse_careless(d.pop("careless"))


        coverage = Coverage.from_dict(d.pop("coverage"))




        district = SummarisedDistrict.from_dict(d.pop("district"))




        domains = []
        _domains = d.pop("domains")
        for domains_item_data in (_domains):
            domains_item = DistrictDomain.from_dict(domains_item_data)



            domains.append(domains_item)


        instrument = InstrumentReference.from_dict(d.pop("instrument"))




        notes = []
        _notes = d.pop("notes")
        for notes_item_data in (_notes):
            notes_item = Note.from_dict(notes_item_data)



            notes.append(notes_item)


        released_on = datetime.date.fromisoformat(d.pop("released_on"))




        response_standing = ResponseStanding.from_dict(d.pop("response_standing"))




        revision = d.pop("revision")

        scoring_version = d.pop("scoring_version")

        def _parse_starting_points(data: object) -> StartingPoints | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                starting_points_type_0 = StartingPoints.from_dict(data)



                return starting_points_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            starting_points_type_1 = Suppressed.from_dict(data)



            return starting_points_type_1

        starting_points = _parse_starting_points(d.pop("starting_points"))


        summary_version = cast(Literal['1.1'] , d.pop("summary_version"))
        if summary_version != '1.1':
            raise ValueError(f"summary_version must match const '1.1', got '{summary_version}'")

        def _parse_supports_needed(data: object) -> list[NeededSupport] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                supports_needed_type_0 = []
                _supports_needed_type_0 = data
                for supports_needed_type_0_item_data in (_supports_needed_type_0):
                    supports_needed_type_0_item = NeededSupport.from_dict(supports_needed_type_0_item_data)



                    supports_needed_type_0.append(supports_needed_type_0_item)

                return supports_needed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            supports_needed_type_1 = Suppressed.from_dict(data)



            return supports_needed_type_1

        supports_needed = _parse_supports_needed(d.pop("supports_needed"))


        withheld = []
        _withheld = d.pop("withheld")
        for withheld_item_data in (_withheld):
            withheld_item = WithheldTable.from_dict(withheld_item_data)



            withheld.append(withheld_item)


        district_summary = cls(
            administration=administration,
            careless=careless,
            coverage=coverage,
            district=district,
            domains=domains,
            instrument=instrument,
            notes=notes,
            released_on=released_on,
            response_standing=response_standing,
            revision=revision,
            scoring_version=scoring_version,
            starting_points=starting_points,
            summary_version=summary_version,
            supports_needed=supports_needed,
            withheld=withheld,
        )

        return district_summary

