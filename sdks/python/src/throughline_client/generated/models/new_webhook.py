from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.new_webhook_events_item import check_new_webhook_events_item
from ..models.new_webhook_events_item import NewWebhookEventsItem
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="NewWebhook")



@_attrs_define
class NewWebhook:
    """ A webhook to add.

        Attributes:
            events (list[NewWebhookEventsItem]): What is told.
            url (str): Where messages are posted: `https`, publicly reachable; no redirect is followed.
            description (None | str | Unset):
            district (None | Unset | UUID): Needed with an operator's key only.
     """

    events: list[NewWebhookEventsItem]
    url: str
    description: None | str | Unset = UNSET
    district: None | Unset | UUID = UNSET





    def to_dict(self) -> dict[str, Any]:
        events = []
        for events_item_data in self.events:
            events_item: str = events_item_data
            events.append(events_item)



        url = self.url

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        district: None | str | Unset
        if isinstance(self.district, Unset):
            district = UNSET
        elif isinstance(self.district, UUID):
            district = str(self.district)
        else:
            district = self.district


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "events": events,
            "url": url,
        })
        if description is not UNSET:
            field_dict["description"] = description
        if district is not UNSET:
            field_dict["district"] = district

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        events = []
        _events = d.pop("events")
        for events_item_data in (_events):
            events_item = check_new_webhook_events_item(events_item_data)



            events.append(events_item)


        url = d.pop("url")

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))


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


        new_webhook = cls(
            events=events,
            url=url,
            description=description,
            district=district,
        )

        return new_webhook

