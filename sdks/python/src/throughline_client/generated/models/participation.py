from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.participation_second_copy import check_participation_second_copy
from ..models.participation_second_copy import ParticipationSecondCopy
from ..models.participation_state import check_participation_state
from ..models.participation_state import ParticipationState
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.participating_school import ParticipatingSchool





T = TypeVar("T", bound="Participation")



@_attrs_define
class Participation:
    """ A school's part in an administration, or that of a reporting unit of several schools.

        Attributes:
            administration (UUID):
            cards_made (bool):
            check_words (list[str] | None): Six words of the pin; they belong on every poster.
            eligible (int | None):
            id (UUID):
            pin (None | str): SHA-256 of the manifest, base64url; null before `ready`.
            poster_url (None | str): For the poster's QR code; the same for everyone. Null before `ready`, and where it
                would lead phones to themselves: `PUBLIC_URL` names this machine, asked under another name.
            preview_url (None | str): What the page will say and ask, for a union or a principal; it stores nothing. Null
                before `ready`.
            replacement_cap (int):
            replacements_issued (int):
            school (UUID): The school, or the reporting unit that its schools are published as.
            school_name (str):
            schools (list[ParticipatingSchool]): One, or all schools of the unit in the order of their ids; `eligible` is
                their sum.
            second_copy (ParticipationSecondCopy): Whether a second copy of the key that opens the answers was made. While
                one exists after the release, it is not yet true that nobody can link an answer to a person.
            state (ParticipationState):
     """

    administration: UUID
    cards_made: bool
    check_words: list[str] | None
    eligible: int | None
    id: UUID
    pin: None | str
    poster_url: None | str
    preview_url: None | str
    replacement_cap: int
    replacements_issued: int
    school: UUID
    school_name: str
    schools: list[ParticipatingSchool]
    second_copy: ParticipationSecondCopy
    state: ParticipationState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.participating_school import ParticipatingSchool # noqa: PLC0415
        administration = str(self.administration)

        cards_made = self.cards_made

        check_words: list[str] | None
        if isinstance(self.check_words, list):
            check_words = self.check_words


        else:
            check_words = self.check_words

        eligible: int | None
        eligible = self.eligible

        id = str(self.id)

        pin: None | str
        pin = self.pin

        poster_url: None | str
        poster_url = self.poster_url

        preview_url: None | str
        preview_url = self.preview_url

        replacement_cap = self.replacement_cap

        replacements_issued = self.replacements_issued

        school = str(self.school)

        school_name = self.school_name

        schools = []
        for schools_item_data in self.schools:
            schools_item = schools_item_data.to_dict()
            schools.append(schools_item)



        second_copy: str = self.second_copy

        state: str = self.state


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "administration": administration,
            "cards_made": cards_made,
            "check_words": check_words,
            "eligible": eligible,
            "id": id,
            "pin": pin,
            "poster_url": poster_url,
            "preview_url": preview_url,
            "replacement_cap": replacement_cap,
            "replacements_issued": replacements_issued,
            "school": school,
            "school_name": school_name,
            "schools": schools,
            "second_copy": second_copy,
            "state": state,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.participating_school import ParticipatingSchool # noqa: PLC0415
        d = dict(src_dict)
        administration = UUID(d.pop("administration"))




        cards_made = d.pop("cards_made")

        def _parse_check_words(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                check_words_type_0 = cast(list[str], data)

                return check_words_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        check_words = _parse_check_words(d.pop("check_words"))


        def _parse_eligible(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible = _parse_eligible(d.pop("eligible"))


        id = UUID(d.pop("id"))




        def _parse_pin(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        pin = _parse_pin(d.pop("pin"))


        def _parse_poster_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        poster_url = _parse_poster_url(d.pop("poster_url"))


        def _parse_preview_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        preview_url = _parse_preview_url(d.pop("preview_url"))


        replacement_cap = d.pop("replacement_cap")

        replacements_issued = d.pop("replacements_issued")

        school = UUID(d.pop("school"))




        school_name = d.pop("school_name")

        schools = []
        _schools = d.pop("schools")
        for schools_item_data in (_schools):
            schools_item = ParticipatingSchool.from_dict(schools_item_data)



            schools.append(schools_item)


        second_copy = check_participation_second_copy(d.pop("second_copy"))




        state = check_participation_state(d.pop("state"))




        participation = cls(
            administration=administration,
            cards_made=cards_made,
            check_words=check_words,
            eligible=eligible,
            id=id,
            pin=pin,
            poster_url=poster_url,
            preview_url=preview_url,
            replacement_cap=replacement_cap,
            replacements_issued=replacements_issued,
            school=school,
            school_name=school_name,
            schools=schools,
            second_copy=second_copy,
            state=state,
        )


        participation.additional_properties = d
        return participation

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
