"""The layout of a pass's message: msg and input_msg, and their check at intake.

msg       = "ics-pass-v1|" ‖ participation (36 characters) ‖ "|" ‖ 32 random bytes     81 bytes
input_msg = 32 random bytes ‖ msg                                                   113 bytes
"""

import re
import secrets

from survey_core.passes.errors import MalformedParticipation, MalformedPass
from survey_core.passes.suite import PASS_SUITE, Suite

_TAG = b"ics-pass-v1|"
_NONCE_BYTES = 32
_PARTICIPATION = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: Bytes of a participation id as it is hashed and signed.
PARTICIPATION_BYTES = 36
#: Bytes of msg.
MSG_BYTES = len(_TAG) + PARTICIPATION_BYTES + 1 + _NONCE_BYTES
#: Bytes of input_msg: what is signed, and sent as `message`.
INPUT_MSG_BYTES = PASS_SUITE.prefix_len + MSG_BYTES


def participation_bytes(participation: str) -> bytes:
    """The 36 bytes by which a participation enters hashes and messages.

    Args:
        participation: lower-case UUID text with hyphens.

    Returns:
        Its ASCII bytes.

    Raises:
        MalformedParticipation: upper case, braces, no hyphens or anything else.
    """
    if not _PARTICIPATION.fullmatch(participation):
        raise MalformedParticipation("a participation id is 36 characters of lower-case UUID text")
    return participation.encode("ascii")


def new_msg(participation: str, *, nonce: bytes | None = None) -> bytes:
    """A fresh msg for one pass.

    Args:
        participation: the participation's id.
        nonce: 32 bytes, given only to reproduce test vectors; otherwise from the CSPRNG.

    Returns:
        MSG_BYTES bytes.

    Raises:
        MalformedParticipation: see `participation_bytes`.
    """
    if nonce is None:
        nonce = secrets.token_bytes(_NONCE_BYTES)
    if len(nonce) != _NONCE_BYTES:
        raise ValueError(f"the nonce must have {_NONCE_BYTES} bytes")
    return _TAG + participation_bytes(participation) + b"|" + nonce


def check_message(message: bytes, *, participation: str) -> None:
    """Refuse a presented message that is not a pass of this participation.

    This checks the exact length and the tag; the signature is `PassVerifier`'s business.

    Args:
        message: input_msg as presented.
        participation: the participation it must belong to.

    Raises:
        MalformedPass: wrong length, tag or participation.
        MalformedParticipation: see `participation_bytes`.
    """
    start = PASS_SUITE.prefix_len
    expected = _TAG + participation_bytes(participation) + b"|"
    if len(message) != INPUT_MSG_BYTES or message[start : start + len(expected)] != expected:
        raise MalformedPass(f"the message must have {INPUT_MSG_BYTES} bytes and name this participation")


def randomize(msg: bytes, *, suite: Suite = PASS_SUITE, msg_prefix: bytes | None = None) -> bytes:
    """Prepare (RFC 9474 section 4.1): PrepareRandomize, or PrepareIdentity when prefix_len is 0.

    Args:
        msg: message to be signed.
        suite: which variant.
        msg_prefix: suite.prefix_len bytes, given only to reproduce test vectors.

    Returns:
        input_msg.
    """
    # 1. msg_prefix = random(32)
    if msg_prefix is None:
        msg_prefix = secrets.token_bytes(suite.prefix_len)
    if len(msg_prefix) != suite.prefix_len:
        raise ValueError(f"the prefix must have {suite.prefix_len} bytes")
    # 2. input_msg = concat(msg_prefix, msg)
    # 3. Output input_msg
    return msg_prefix + msg
