"""Everything that can go wrong around a sealed response. No message holds a value of an answer."""


class SealingError(Exception):
    """A document, a ciphertext or a key was refused."""


class NotCanonical(SealingError):
    """Bytes are not the one canonical JSON text of their value."""


class MalformedManifest(SealingError):
    """A manifest has an unknown, repeated, missing or impossible field."""


class MalformedPlaintext(SealingError):
    """An opened response is not an answer set of this instrument. It is counted, never shown."""


class PlaintextTooLong(SealingError):
    """The answers do not fit into the manifest's sealed_length."""


class InvalidSealingKey(SealingError):
    """A sealing key is not a P-256 key in the agreed form."""


class SealBroken(SealingError):
    """A ciphertext does not open: another key, pin or pass, or changed bytes."""


class WrongWrappingKey(SealingError):
    """A wrapped key does not unwrap: another KEK, or a damaged file."""


class MalformedRecord(SealingError):
    """A published record is not in the agreed form."""


class MalformedReceiptCode(SealingError):
    """A receipt code is cut off, mistyped, or no receipt code. The message never repeats it."""
