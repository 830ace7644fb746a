"""What goes with an administration or a district: every table is here, so that none is forgotten.

Numbers are told of what is published or was given by administrators. How many codes, passes or responses
there are is never told: it could be fewer than any result may speak of. A test compares these lists with the
tables.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Table

from survey_core.tables.admin import (
    administrations,
    api_clients,
    api_keys,
    imports,
    instruments,
    participations,
    schools,
)
from survey_core.tables.custody import key_copies
from survey_core.tables.exports import exports
from survey_core.tables.people import people, shares
from survey_core.tables.releaser import records
from survey_core.tables.reporter import district_summaries, profiles
from survey_core.tables.rosters import rosters
from survey_core.tables.webhooks import webhooks

#: Goes with an administration: what a dry run calls it, and the table whose rows it counts.
COUNTED_OF_ADMINISTRATION: Final[Mapping[str, Table]] = {
    "participations": participations,
    "profile_revisions": profiles,
    "summary_revisions": district_summaries,
    "records": records,
    "imports": imports,
    "exports": exports,
    "shares": shares,
    "key_copies": key_copies,
}
#: Goes with a district besides.
COUNTED_OF_DISTRICT: Final[Mapping[str, Table]] = {
    "administrations": administrations,
    "schools": schools,
    "instruments": instruments,
    "rosters": rosters,
    "api_keys": api_keys,
    "clients": api_clients,
    "people": people,
    "webhooks": webhooks,
}
#: Goes too, and is not counted: of respondents, or parts and traces of what is counted.
NOT_COUNTED: Final = frozenset(
    {
        *("access_codes", "open_passes", "sealed_responses", "spent_passes", "answers", "routing_counts"),
        *("subgroup_sums", "withheld_tables", "release_counts", "interim_responses", "interim_releases"),
        *("progress", "outbox_marks", "mail_queue", "mail_addresses", "mail_reminders"),
        *("participation_schools", "roster_schools", "export_files", "export_chunks"),
        *("audit_log", "revoked_tokens", "sign_in_links", "sessions", "identity_providers"),
        *("webhook_messages", "webhook_deliveries", "idempotency_keys", "profile_notices"),
    }
)
#: Stays behind: tombstones, that and what was deleted, and whose keys have to go.
STAYS: Final = frozenset({"changes", "deletions", "removed_participations"})
