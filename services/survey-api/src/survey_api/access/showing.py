"""What keys and clients have in common, as it is answered."""

from survey_api.db import AnyRow


def fields_of(row: AnyRow) -> dict[str, object]:
    """What may be known of a key or a client, by the names of the answer."""
    return {
        "id": row.id,
        "name": row.name,
        "district": row.district_id,
        "schools": row.school_ids,
        "scopes": row.scopes,
        "created_at": row.created_at,
        "revoked_at": row.revoked_at,
    }
