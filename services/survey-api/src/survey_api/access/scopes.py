"""What a key, a client or a person may do. Docs, tokens and the OpenAPI document read this list."""

from collections.abc import Collection
from typing import Final, Literal, TypeAlias

from survey_api.problems import FieldError, InsufficientScope

#: Who may hold scopes.
CallerKind: TypeAlias = Literal["api_key", "client", "person"]
Scope: TypeAlias = Literal[
    "profiles.read",
    "surveys.read",
    "surveys.write",
    "roster.write",
    "exports.read",
    "evidence.write",
    "webhooks.manage",
    "access.manage",
]
SCOPES: Final[dict[Scope, str]] = {
    "profiles.read": "Read published profiles, trends and summaries.",
    "surveys.read": "Read districts, schools, instruments, administrations and how far they are.",
    "surveys.write": "Plan, open and close administrations; make cards, send messages.",
    "roster.write": "Change districts and schools, read rosters.",
    "exports.read": "Make and download exports of published results.",
    "evidence.write": "Add interviews, focus groups and observations.",
    "webhooks.manage": "Set up webhooks, read and repeat their deliveries.",
    "access.manage": "Make and end API keys and clients, invite people, read the audit log.",
}


def require(scope: Scope, *, held: Collection[str]) -> None:
    """Refuse a caller that may not do this.

    Raises:
        InsufficientScope: naming the scope, for people in `detail` and for programs in the headers.
    """
    if scope not in held:
        raise lacking(scope)


def lacking(scope: str, *, pointer: str = "header/Authorization") -> InsufficientScope:
    """The refusal for want of a scope (RFC 6750 section 3.1)."""
    return InsufficientScope(
        f"the key, token or session lacks the scope {scope}",
        errors=[FieldError(pointer=pointer, code="missing-scope", detail=scope)],
        headers={
            "WWW-Authenticate": f'Bearer realm="throughline", error="insufficient_scope", scope="{scope}"'
        },
    )
