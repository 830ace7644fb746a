from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.delivery_state import check_delivery_state
from ..models.delivery_state import DeliveryState
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.attempt import Attempt
  from ..models.payload import Payload





T = TypeVar("T", bound="Delivery")



@_attrs_define
class Delivery:
    """ One message on its way to one webhook.

        Attributes:
            attempts (int):
            created_at (str):
            id (UUID):
            log (list[Attempt]):
            message (UUID): The `webhook-id` sent: the same in every attempt and replay.
            next_attempt_at (None | str): While it waits: not before then.
            payload (Payload): What is posted; the bytes on the wire have no spaces.
            replay (bool):
            state (DeliveryState):
            webhook (UUID):
     """

    attempts: int
    created_at: str
    id: UUID
    log: list[Attempt]
    message: UUID
    next_attempt_at: None | str
    payload: Payload
    replay: bool
    state: DeliveryState
    webhook: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.attempt import Attempt # noqa: PLC0415
        from ..models.payload import Payload # noqa: PLC0415
        attempts = self.attempts

        created_at = self.created_at

        id = str(self.id)

        log = []
        for log_item_data in self.log:
            log_item = log_item_data.to_dict()
            log.append(log_item)



        message = str(self.message)

        next_attempt_at: None | str
        next_attempt_at = self.next_attempt_at

        payload = self.payload.to_dict()

        replay = self.replay

        state: str = self.state

        webhook = str(self.webhook)


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "attempts": attempts,
            "created_at": created_at,
            "id": id,
            "log": log,
            "message": message,
            "next_attempt_at": next_attempt_at,
            "payload": payload,
            "replay": replay,
            "state": state,
            "webhook": webhook,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attempt import Attempt # noqa: PLC0415
        from ..models.payload import Payload # noqa: PLC0415
        d = dict(src_dict)
        attempts = d.pop("attempts")

        created_at = d.pop("created_at")

        id = UUID(d.pop("id"))




        log = []
        _log = d.pop("log")
        for log_item_data in (_log):
            log_item = Attempt.from_dict(log_item_data)



            log.append(log_item)


        message = UUID(d.pop("message"))




        def _parse_next_attempt_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_attempt_at = _parse_next_attempt_at(d.pop("next_attempt_at"))


        payload = Payload.from_dict(d.pop("payload"))




        replay = d.pop("replay")

        state = check_delivery_state(d.pop("state"))




        webhook = UUID(d.pop("webhook"))




        delivery = cls(
            attempts=attempts,
            created_at=created_at,
            id=id,
            log=log,
            message=message,
            next_attempt_at=next_attempt_at,
            payload=payload,
            replay=replay,
            state=state,
            webhook=webhook,
        )


        delivery.additional_properties = d
        return delivery

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
