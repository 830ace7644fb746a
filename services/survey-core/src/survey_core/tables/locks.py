"""Advisory lock keys shared by intake and release."""

import hashlib
from uuid import UUID


def participation_lock(participation_id: UUID) -> int:
    """Return the signed 64-bit advisory lock key of a participation.

    Intake holds it shared while it stores a response, a release holds it alone, so a response is
    either in the release or refused; it is never stored behind the release's back.
    """
    digest = hashlib.sha256(b"ics-lock-v1|" + str(participation_id).encode("ascii")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
