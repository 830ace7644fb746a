from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.agreement_word import AgreementWord
from ..models.agreement_word import check_agreement_word
from typing import cast

if TYPE_CHECKING:
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="Agreement")



@_attrs_define
class Agreement:
    """ How much the answers of the faculty agree with each other.

        Attributes:
            ad_m (float | Suppressed): Mean deviation AD_M(j) to 0.1, from 20 answers on.
            rwg_j (float | Suppressed): r_wg(j) to 0.1, from 20 answers on.
            word (AgreementWord): Agreement within the faculty, in a word.
     """

    ad_m: float | Suppressed
    rwg_j: float | Suppressed
    word: AgreementWord





    def to_dict(self) -> dict[str, Any]:
        from ..models.suppressed import Suppressed # noqa: PLC0415
        ad_m: dict[str, Any] | float
        if isinstance(self.ad_m, Suppressed):
            ad_m = self.ad_m.to_dict()
        else:
            ad_m = self.ad_m

        rwg_j: dict[str, Any] | float
        if isinstance(self.rwg_j, Suppressed):
            rwg_j = self.rwg_j.to_dict()
        else:
            rwg_j = self.rwg_j

        word: str = self.word


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "ad_m": ad_m,
            "rwg_j": rwg_j,
            "word": word,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        def _parse_ad_m(data: object) -> float | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                ad_m_type_1 = Suppressed.from_dict(data)



                return ad_m_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Suppressed, data)

        ad_m = _parse_ad_m(d.pop("ad_m"))


        def _parse_rwg_j(data: object) -> float | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rwg_j_type_1 = Suppressed.from_dict(data)



                return rwg_j_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Suppressed, data)

        rwg_j = _parse_rwg_j(d.pop("rwg_j"))


        word = check_agreement_word(d.pop("word"))




        agreement = cls(
            ad_m=ad_m,
            rwg_j=rwg_j,
            word=word,
        )

        return agreement

