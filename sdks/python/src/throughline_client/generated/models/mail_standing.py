from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.mail_standing_bounced import check_mail_standing_bounced
from ..models.mail_standing_bounced import MailStandingBounced
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="MailStanding")



@_attrs_define
class MailStanding:
    """ How far the messages of a participation are; coarse, and without any address.

        Attributes:
            addresses (int): People with an address that did not bounce.
            bounced (MailStandingBounced): Addresses the mail server refused and nobody has corrected yet.
            participation (UUID):
            waiting (bool): Whether messages wait: for the opening, or for the mail server.
     """

    addresses: int
    bounced: MailStandingBounced
    participation: UUID
    waiting: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        addresses = self.addresses

        bounced: str = self.bounced

        participation = str(self.participation)

        waiting = self.waiting


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "addresses": addresses,
            "bounced": bounced,
            "participation": participation,
            "waiting": waiting,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        addresses = d.pop("addresses")

        bounced = check_mail_standing_bounced(d.pop("bounced"))




        participation = UUID(d.pop("participation"))




        waiting = d.pop("waiting")

        mail_standing = cls(
            addresses=addresses,
            bounced=bounced,
            participation=participation,
            waiting=waiting,
        )


        mail_standing.additional_properties = d
        return mail_standing

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
