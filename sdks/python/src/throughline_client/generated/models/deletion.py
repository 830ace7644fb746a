from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.deletion_kind import check_deletion_kind
from ..models.deletion_kind import DeletionKind
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.deletion_counts import DeletionCounts





T = TypeVar("T", bound="Deletion")



@_attrs_define
class Deletion:
    """ What would go, or what went.

        Attributes:
            confirm (str): Send it with `dry_run=false` to delete exactly this.
            counts (DeletionCounts): How much goes, by kind of thing. Codes, passes and responses go too; how many is not
                told.
            dry_run (bool): True: nothing was deleted.
            id (UUID):
            kind (DeletionKind):
     """

    confirm: str
    counts: DeletionCounts
    dry_run: bool
    id: UUID
    kind: DeletionKind
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.deletion_counts import DeletionCounts # noqa: PLC0415
        confirm = self.confirm

        counts = self.counts.to_dict()

        dry_run = self.dry_run

        id = str(self.id)

        kind: str = self.kind


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "confirm": confirm,
            "counts": counts,
            "dry_run": dry_run,
            "id": id,
            "kind": kind,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.deletion_counts import DeletionCounts # noqa: PLC0415
        d = dict(src_dict)
        confirm = d.pop("confirm")

        counts = DeletionCounts.from_dict(d.pop("counts"))




        dry_run = d.pop("dry_run")

        id = UUID(d.pop("id"))




        kind = check_deletion_kind(d.pop("kind"))




        deletion = cls(
            confirm=confirm,
            counts=counts,
            dry_run=dry_run,
            id=id,
            kind=kind,
        )


        deletion.additional_properties = d
        return deletion

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
