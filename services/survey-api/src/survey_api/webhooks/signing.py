"""Secrets and signatures as Standard Webhooks 1.0 has them (symmetric, `v1`)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Final

PREFIX: Final = "whsec_"
SECRET_BYTES: Final = 32


def new_secret() -> bytes:
    """Draw a secret."""
    return secrets.token_bytes(SECRET_BYTES)


def secret_text(secret: bytes) -> str:
    """A secret as its holder gets it."""
    return PREFIX + base64.b64encode(secret).decode("ascii")


def signed_headers(
    body: bytes, *, message_id: str, timestamp_s: int, secrets_in_force: Sequence[bytes]
) -> Mapping[str, str]:
    """The headers that make a body verifiable.

    Args:
        body: the exact bytes that are sent.
        message_id: the same in every attempt and replay; receivers know repetitions by it.
        timestamp_s: when this attempt is made, in seconds since 1970.
        secrets_in_force: one signature is made with each; two during a rotation.
    """
    signed = b"%s.%d.%s" % (message_id.encode("ascii"), timestamp_s, body)
    signatures = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets_in_force)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp_s),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode('ascii')}" for one in signatures),
    }
