"""What a release needs of whoever keeps the opener keys: custody `file` is one answer, not the only one.

Custody `kms` would keep each KEK in a key management service, and `trustee` would let a union or a research
partner make the key pair and hand the private half over after the close. Neither exists; each has to be able
to say everything below. A manifest names its custody, so a store never serves a participation of another.
"""

from typing import Protocol
from uuid import UUID


class KeyCustody(Protocol):
    """Keeps one opener key a participation, wrapped under a KEK of its own, until the KEK is destroyed.

    Every method may be called again after a crash and then does what is left to do.
    """

    def prepare(self, participation_id: UUID) -> bytes:
        """Make the key pair, or find the one made before; returns the public key, 65 bytes.

        Called only while no public key of the participation is stored.
        """
        ...

    def scalar(self, participation_id: UUID) -> bytes:
        """Return the private scalar, 32 bytes; the caller is the opener process.

        Raises:
            KeysMissing: the key cannot be had, now or ever.
            KeysUnusable: what was kept does not fit together.
        """
        ...

    def matches(self, participation_id: UUID, public_key: bytes) -> bool:
        """Whether the key can be had now and is the private half of `public_key`."""
        ...

    def destroy_kek(self, participation_id: UUID) -> None:
        """Destroy what everything hangs on: from here on nothing that is kept opens a response."""
        ...

    def destroy_wrapped(self, participation_id: UUID) -> None:
        """Remove what is worthless without the KEK."""
        ...

    def remains(self, participation_id: UUID) -> bool:
        """Whether anything of the participation is still kept; a release goes on only when this is False."""
        ...
