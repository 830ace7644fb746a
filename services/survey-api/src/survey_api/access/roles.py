"""What people may do: a role is a fixed set of scopes. Docs and the OpenAPI document read this list."""

from typing import Final, Literal, TypeAlias

from survey_api.access.scopes import SCOPES, Scope

PersonRole: TypeAlias = Literal[
    "district_administrator", "survey_lead", "facilitator", "school_leader", "viewer"
]
ADMINISTRATOR: Final = "district_administrator"
#: Bound to schools, always.
LEADER: Final = "school_leader"
ROLES: Final[dict[PersonRole, frozenset[Scope]]] = {
    "district_administrator": frozenset(SCOPES),
    "survey_lead": frozenset(
        {"surveys.read", "surveys.write", "roster.write", "profiles.read", "exports.read"}
    ),
    "facilitator": frozenset({"profiles.read", "surveys.read", "evidence.write"}),
    "school_leader": frozenset({"profiles.read", "surveys.read"}),
    "viewer": frozenset({"profiles.read"}),
}
