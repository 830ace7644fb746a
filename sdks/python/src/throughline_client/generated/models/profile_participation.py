from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.profile_participation_access import check_profile_participation_access
from ..models.profile_participation_access import ProfileParticipationAccess
from ..models.profile_participation_standing import check_profile_participation_standing
from ..models.profile_participation_standing import ProfileParticipationStanding
from typing import cast

if TYPE_CHECKING:
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="ProfileParticipation")



@_attrs_define
class ProfileParticipation:
    """ How many answered, and how far the results may be trusted for it.

        Attributes:
            access (ProfileParticipationAccess): How people got in. `open`: one each was not enforced; `import`: collected
                elsewhere.
            eligible (int | None): People eligible to answer; null if not known.
            interim (bool): True while the survey is still open and this is an interim release.
            minimum_group (int): k: the fewest answers anything is shown for.
            replacements_issued (int): Replacement codes issued; thresholds leave as many answers out.
            response_rate (float | None | Suppressed): Responses / eligible, 0 to 1, rounded down to 0.001; null if eligible
                is not known.
            responses (int | Suppressed): Accepted responses.
            standing (ProfileParticipationStanding): profile: 65 % or more answered; preliminary: 40-64 %; suppressed: too
                few for anything.
     """

    access: ProfileParticipationAccess
    eligible: int | None
    interim: bool
    minimum_group: int
    replacements_issued: int
    response_rate: float | None | Suppressed
    responses: int | Suppressed
    standing: ProfileParticipationStanding





    def to_dict(self) -> dict[str, Any]:
        from ..models.suppressed import Suppressed # noqa: PLC0415
        access: str = self.access

        eligible: int | None
        eligible = self.eligible

        interim = self.interim

        minimum_group = self.minimum_group

        replacements_issued = self.replacements_issued

        response_rate: dict[str, Any] | float | None
        if isinstance(self.response_rate, Suppressed):
            response_rate = self.response_rate.to_dict()
        else:
            response_rate = self.response_rate

        responses: dict[str, Any] | int
        if isinstance(self.responses, Suppressed):
            responses = self.responses.to_dict()
        else:
            responses = self.responses

        standing: str = self.standing


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "access": access,
            "eligible": eligible,
            "interim": interim,
            "minimum_group": minimum_group,
            "replacements_issued": replacements_issued,
            "response_rate": response_rate,
            "responses": responses,
            "standing": standing,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        access = check_profile_participation_access(d.pop("access"))




        def _parse_eligible(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible = _parse_eligible(d.pop("eligible"))


        interim = d.pop("interim")

        minimum_group = d.pop("minimum_group")

        replacements_issued = d.pop("replacements_issued")

        def _parse_response_rate(data: object) -> float | None | Suppressed:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_rate_type_1 = Suppressed.from_dict(data)



                return response_rate_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | None | Suppressed, data)

        response_rate = _parse_response_rate(d.pop("response_rate"))


        def _parse_responses(data: object) -> int | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                responses_type_1 = Suppressed.from_dict(data)



                return responses_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | Suppressed, data)

        responses = _parse_responses(d.pop("responses"))


        standing = check_profile_participation_standing(d.pop("standing"))




        profile_participation = cls(
            access=access,
            eligible=eligible,
            interim=interim,
            minimum_group=minimum_group,
            replacements_issued=replacements_issued,
            response_rate=response_rate,
            responses=responses,
            standing=standing,
        )

        return profile_participation

