from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.readiness_broker import check_readiness_broker
from ..models.readiness_broker import ReadinessBroker
from ..models.readiness_database import check_readiness_database
from ..models.readiness_database import ReadinessDatabase
from ..models.readiness_key_store import check_readiness_key_store
from ..models.readiness_key_store import ReadinessKeyStore
from ..models.readiness_migration_head import check_readiness_migration_head
from ..models.readiness_migration_head import ReadinessMigrationHead
from ..models.readiness_status import check_readiness_status
from ..models.readiness_status import ReadinessStatus
from typing import cast






T = TypeVar("T", bound="Readiness")



@_attrs_define
class Readiness:
    """ Each part that is needed, and whether all are there.

        Attributes:
            broker (ReadinessBroker):
            database (ReadinessDatabase):
            key_store (ReadinessKeyStore):
            migration_head (ReadinessMigrationHead):
            status (ReadinessStatus):
     """

    broker: ReadinessBroker
    database: ReadinessDatabase
    key_store: ReadinessKeyStore
    migration_head: ReadinessMigrationHead
    status: ReadinessStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        broker: str = self.broker

        database: str = self.database

        key_store: str = self.key_store

        migration_head: str = self.migration_head

        status: str = self.status


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "broker": broker,
            "database": database,
            "key_store": key_store,
            "migration_head": migration_head,
            "status": status,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        broker = check_readiness_broker(d.pop("broker"))




        database = check_readiness_database(d.pop("database"))




        key_store = check_readiness_key_store(d.pop("key_store"))




        migration_head = check_readiness_migration_head(d.pop("migration_head"))




        status = check_readiness_status(d.pop("status"))




        readiness = cls(
            broker=broker,
            database=database,
            key_store=key_store,
            migration_head=migration_head,
            status=status,
        )


        readiness.additional_properties = d
        return readiness

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
