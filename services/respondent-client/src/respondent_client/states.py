"""What a phone stores before each request, so that a crash or a bad line costs nothing.

Each state holds exactly what the next step needs. Store it, send, store the next one, forget the
last. Their text form in a traceback shows nothing; their stored form is secret until sent.
"""

import json
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from respondent_client.errors import StateDamaged
from survey_core.encoding import b64url, unb64url
from survey_core.sealing.verify import OwnReceipt

_State = TypeVar("_State", "PendingCheckIn", "Pass", "SealedSubmission", OwnReceipt)


@dataclass(frozen=True, slots=True, repr=False)
class PendingCheckIn:
    """A check-in about to be sent. The same body always gets the same pass back."""

    manifest: bytes
    input_msg: bytes
    #: Unblinds the issuer's answer; big-endian, as long as the modulus.
    inv: bytes
    #: Exact request body; holds the code or word.
    body: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Pass:
    """An anonymous pass: valid once, linked to nobody. Holds no code."""

    manifest: bytes
    input_msg: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class SealedSubmission:
    """A submission about to be sent. The first body the server gets for a pass wins."""

    participation: str
    pin: bytes
    pass_hash: bytes
    receipt: bytes
    #: Exact request body.
    body: bytes

    @property
    def own(self) -> OwnReceipt:
        """What to keep after the server said "recorded"; nothing of the answers."""
        return OwnReceipt(
            participation=self.participation, pin=self.pin, pass_hash=self.pass_hash, receipt=self.receipt
        )


def dump_state(state: PendingCheckIn | Pass | SealedSubmission | OwnReceipt) -> str:
    """A state as JSON text; bytes become base64url."""
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    return json.dumps({name: b64url(v) if isinstance(v, bytes) else v for name, v in values.items()})


def load_state(kind: type[_State], text: str) -> _State:
    """Read back what `dump_state` wrote.

    Args:
        kind: which state it is.
        text: JSON text.

    Returns:
        The state.

    Raises:
        StateDamaged: not such a state; the message shows nothing of it.
    """
    try:
        stored: dict[str, Any] = json.loads(text)
        if stored.keys() != {field.name for field in fields(kind)}:
            raise StateDamaged("the stored state belongs to another step: start again from the card")
        return kind(**{field.name: _value(stored[field.name], field.type) for field in fields(kind)})
    except (ValueError, TypeError, AttributeError):
        raise StateDamaged("the stored state cannot be read: start again from the card") from None


def _value(stored: Any, kind: Any) -> Any:
    if not isinstance(stored, str):
        raise TypeError
    return unb64url(stored) if kind is bytes else stored
