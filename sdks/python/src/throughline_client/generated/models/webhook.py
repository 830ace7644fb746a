from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.webhook_disabled_reason_type_0 import check_webhook_disabled_reason_type_0
from ..models.webhook_disabled_reason_type_0 import WebhookDisabledReasonType0
from ..models.webhook_events_item import check_webhook_events_item
from ..models.webhook_events_item import WebhookEventsItem
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="Webhook")



@_attrs_define
class Webhook:
    """ Where events are sent.

        Attributes:
            created_at (str):
            description (None | str):
            disabled_reason (None | WebhookDisabledReasonType0): `gone`: the receiver answered 410.
            district (UUID):
            enabled (bool):
            events (list[WebhookEventsItem]):
            id (UUID):
            old_secret_until (None | str): Until then messages carry two signatures.
            url (str):
     """

    created_at: str
    description: None | str
    disabled_reason: None | WebhookDisabledReasonType0
    district: UUID
    enabled: bool
    events: list[WebhookEventsItem]
    id: UUID
    old_secret_until: None | str
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        description: None | str
        description = self.description

        disabled_reason: None | str
        if isinstance(self.disabled_reason, str):
            disabled_reason = self.disabled_reason
        else:
            disabled_reason = self.disabled_reason

        district = str(self.district)

        enabled = self.enabled

        events = []
        for events_item_data in self.events:
            events_item: str = events_item_data
            events.append(events_item)



        id = str(self.id)

        old_secret_until: None | str
        old_secret_until = self.old_secret_until

        url = self.url


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "created_at": created_at,
            "description": description,
            "disabled_reason": disabled_reason,
            "district": district,
            "enabled": enabled,
            "events": events,
            "id": id,
            "old_secret_until": old_secret_until,
            "url": url,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = d.pop("created_at")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))


        def _parse_disabled_reason(data: object) -> None | WebhookDisabledReasonType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                disabled_reason_type_0 = check_webhook_disabled_reason_type_0(data)



                return disabled_reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WebhookDisabledReasonType0, data)

        disabled_reason = _parse_disabled_reason(d.pop("disabled_reason"))


        district = UUID(d.pop("district"))




        enabled = d.pop("enabled")

        events = []
        _events = d.pop("events")
        for events_item_data in (_events):
            events_item = check_webhook_events_item(events_item_data)



            events.append(events_item)


        id = UUID(d.pop("id"))




        def _parse_old_secret_until(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        old_secret_until = _parse_old_secret_until(d.pop("old_secret_until"))


        url = d.pop("url")

        webhook = cls(
            created_at=created_at,
            description=description,
            disabled_reason=disabled_reason,
            district=district,
            enabled=enabled,
            events=events,
            id=id,
            old_secret_until=old_secret_until,
            url=url,
        )


        webhook.additional_properties = d
        return webhook

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
