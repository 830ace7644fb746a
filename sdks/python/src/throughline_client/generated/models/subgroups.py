from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.subgroup_band import SubgroupBand
  from ..models.subgroups_title import SubgroupsTitle
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="Subgroups")



@_attrs_define
class Subgroups:
    """ Factor scores by the answers to one background question, chosen before the survey opened (R3).

        Attributes:
            bands (list[SubgroupBand] | Suppressed): Every answer in the instrument's order, then those who left the
                question out.
            question (str): The question's id in the instrument.
            title (SubgroupsTitle): One wording per language.
     """

    bands: list[SubgroupBand] | Suppressed
    question: str
    title: SubgroupsTitle





    def to_dict(self) -> dict[str, Any]:
        from ..models.subgroup_band import SubgroupBand # noqa: PLC0415
        from ..models.subgroups_title import SubgroupsTitle # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        bands: dict[str, Any] | list[dict[str, Any]]
        if isinstance(self.bands, list):
            bands = []
            for bands_type_0_item_data in self.bands:
                bands_type_0_item = bands_type_0_item_data.to_dict()
                bands.append(bands_type_0_item)


        else:
            bands = self.bands.to_dict()


        question = self.question

        title = self.title.to_dict()


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "bands": bands,
            "question": question,
            "title": title,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.subgroup_band import SubgroupBand # noqa: PLC0415
        from ..models.subgroups_title import SubgroupsTitle # noqa: PLC0415
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        def _parse_bands(data: object) -> list[SubgroupBand] | Suppressed:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                bands_type_0 = []
                _bands_type_0 = data
                for bands_type_0_item_data in (_bands_type_0):
                    bands_type_0_item = SubgroupBand.from_dict(bands_type_0_item_data)



                    bands_type_0.append(bands_type_0_item)

                return bands_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            bands_type_1 = Suppressed.from_dict(data)



            return bands_type_1

        bands = _parse_bands(d.pop("bands"))


        question = d.pop("question")

        title = SubgroupsTitle.from_dict(d.pop("title"))




        subgroups = cls(
            bands=bands,
            question=question,
            title=title,
        )

        return subgroups

