"""The name under which a pass is spent."""

import hashlib

_TAG = b"ics-spent-v1|"


def pass_hash(input_msg: bytes) -> bytes:
    """What the server stores of a used pass, and what the record publishes.

    Args:
        input_msg: the presented message, 113 bytes.

    Returns:
        SHA-256("ics-spent-v1|" ‖ input_msg), 32 bytes.
    """
    return hashlib.sha256(_TAG + input_msg).digest()
