from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.reminder_text import ReminderText





T = TypeVar("T", bound="Reminders")



@_attrs_define
class Reminders:
    """ A reminder: on its way to everyone, or a text to hand on oneself.

        Attributes:
            sent_to_everyone (bool): True with access `email`. Otherwise nothing was sent: the text is there to be copied.
            text (ReminderText): What a reminder says, in both languages.
     """

    sent_to_everyone: bool
    text: ReminderText
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.reminder_text import ReminderText # noqa: PLC0415
        sent_to_everyone = self.sent_to_everyone

        text = self.text.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "sent_to_everyone": sent_to_everyone,
            "text": text,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.reminder_text import ReminderText # noqa: PLC0415
        d = dict(src_dict)
        sent_to_everyone = d.pop("sent_to_everyone")

        text = ReminderText.from_dict(d.pop("text"))




        reminders = cls(
            sent_to_everyone=sent_to_everyone,
            text=text,
        )


        reminders.additional_properties = d
        return reminders

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
