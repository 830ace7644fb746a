from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.instrument_reference import InstrumentReference
  from ..models.profile_participation import ProfileParticipation
  from ..models.profile_school import ProfileSchool





T = TypeVar("T", bound="TrendAdministration")



@_attrs_define
class TrendAdministration:
    """ One administration that the school took part in, in the order in which they ended.

        Attributes:
            administration (str): The administration's id.
            instrument (InstrumentReference): Exactly which questionnaire was answered.
            participation (ProfileParticipation): How many answered, and how far the results may be trusted for it.
            profile (str): Id of the profile that the values stand in.
            released_on (datetime.date): The day that revision was published.
            reported_as (ProfileSchool): The school the profile is about, or the reporting unit that several small schools
                form.
            revision (int): Its newest revision.
     """

    administration: str
    instrument: InstrumentReference
    participation: ProfileParticipation
    profile: str
    released_on: datetime.date
    reported_as: ProfileSchool
    revision: int





    def to_dict(self) -> dict[str, Any]:
        from ..models.instrument_reference import InstrumentReference # noqa: PLC0415
        from ..models.profile_participation import ProfileParticipation # noqa: PLC0415
        from ..models.profile_school import ProfileSchool # noqa: PLC0415
        administration = self.administration

        instrument = self.instrument.to_dict()

        participation = self.participation.to_dict()

        profile = self.profile

        released_on = self.released_on.isoformat()

        reported_as = self.reported_as.to_dict()

        revision = self.revision


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "administration": administration,
            "instrument": instrument,
            "participation": participation,
            "profile": profile,
            "released_on": released_on,
            "reported_as": reported_as,
            "revision": revision,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.instrument_reference import InstrumentReference # noqa: PLC0415
        from ..models.profile_participation import ProfileParticipation # noqa: PLC0415
        from ..models.profile_school import ProfileSchool # noqa: PLC0415
        d = dict(src_dict)
        administration = d.pop("administration")

        instrument = InstrumentReference.from_dict(d.pop("instrument"))




        participation = ProfileParticipation.from_dict(d.pop("participation"))




        profile = d.pop("profile")

        released_on = datetime.date.fromisoformat(d.pop("released_on"))




        reported_as = ProfileSchool.from_dict(d.pop("reported_as"))




        revision = d.pop("revision")

        trend_administration = cls(
            administration=administration,
            instrument=instrument,
            participation=participation,
            profile=profile,
            released_on=released_on,
            reported_as=reported_as,
            revision=revision,
        )

        return trend_administration

