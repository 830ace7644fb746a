"""SQLAlchemy Core tables, one file per login that owns the writing of them."""

from survey_core.tables import (
    admin,
    changes,
    collector,
    custody,
    exports,
    idempotency,
    issuer,
    mail,
    notices,
    outbox,
    people,
    releaser,
    reporter,
    rosters,
    webhooks,
)
from survey_core.tables.base import metadata

__all__ = [
    "admin",
    "changes",
    "collector",
    "custody",
    "exports",
    "idempotency",
    "issuer",
    "mail",
    "metadata",
    "notices",
    "outbox",
    "people",
    "releaser",
    "reporter",
    "rosters",
    "webhooks",
]
