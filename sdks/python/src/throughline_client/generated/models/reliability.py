from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.suppressed import Suppressed





T = TypeVar("T", bound="Reliability")



@_attrs_define
class Reliability:
    """ How well the factor's statements measure one thing, over all people of the included schools.

        Attributes:
            alpha (float | Suppressed): Cronbach's alpha, to 0.1; may be negative.
            omega (float | Suppressed): McDonald's omega of one factor, to 0.1.
     """

    alpha: float | Suppressed
    omega: float | Suppressed





    def to_dict(self) -> dict[str, Any]:
        from ..models.suppressed import Suppressed # noqa: PLC0415
        alpha: dict[str, Any] | float
        if isinstance(self.alpha, Suppressed):
            alpha = self.alpha.to_dict()
        else:
            alpha = self.alpha

        omega: dict[str, Any] | float
        if isinstance(self.omega, Suppressed):
            omega = self.omega.to_dict()
        else:
            omega = self.omega


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "alpha": alpha,
            "omega": omega,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.suppressed import Suppressed # noqa: PLC0415
        d = dict(src_dict)
        def _parse_alpha(data: object) -> float | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                alpha_type_1 = Suppressed.from_dict(data)



                return alpha_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Suppressed, data)

        alpha = _parse_alpha(d.pop("alpha"))


        def _parse_omega(data: object) -> float | Suppressed:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                omega_type_1 = Suppressed.from_dict(data)



                return omega_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Suppressed, data)

        omega = _parse_omega(d.pop("omega"))


        reliability = cls(
            alpha=alpha,
            omega=omega,
        )

        return reliability

