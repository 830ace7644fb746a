from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.import_state import check_import_state
from ..models.import_state import ImportState
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.import_errors_item import ImportErrorsItem





T = TypeVar("T", bound="Import")



@_attrs_define
class Import:
    """ Responses collected elsewhere, on their way in.

        Attributes:
            administration (UUID):
            error_count (int):
            errors (list[ImportErrorsItem]): The first faults by line. With any fault nothing is imported.
            id (UUID):
            rows_done (int):
            rows_total (int | None): Known once the file was read.
            state (ImportState):
     """

    administration: UUID
    error_count: int
    errors: list[ImportErrorsItem]
    id: UUID
    rows_done: int
    rows_total: int | None
    state: ImportState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.import_errors_item import ImportErrorsItem # noqa: PLC0415
        administration = str(self.administration)

        error_count = self.error_count

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)



        id = str(self.id)

        rows_done = self.rows_done

        rows_total: int | None
        rows_total = self.rows_total

        state: str = self.state


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "administration": administration,
            "error_count": error_count,
            "errors": errors,
            "id": id,
            "rows_done": rows_done,
            "rows_total": rows_total,
            "state": state,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.import_errors_item import ImportErrorsItem # noqa: PLC0415
        d = dict(src_dict)
        administration = UUID(d.pop("administration"))




        error_count = d.pop("error_count")

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in (_errors):
            errors_item = ImportErrorsItem.from_dict(errors_item_data)



            errors.append(errors_item)


        id = UUID(d.pop("id"))




        rows_done = d.pop("rows_done")

        def _parse_rows_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows_total = _parse_rows_total(d.pop("rows_total"))


        state = check_import_state(d.pop("state"))




        import_ = cls(
            administration=administration,
            error_count=error_count,
            errors=errors,
            id=id,
            rows_done=rows_done,
            rows_total=rows_total,
            state=state,
        )


        import_.additional_properties = d
        return import_

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
