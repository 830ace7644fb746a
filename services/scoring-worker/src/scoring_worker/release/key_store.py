"""The opener keys of participations: each wrapped under its own KEK, in two directories of the worker's."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from scoring_worker.release.errors import KeysMissing, KeysUnusable
from scoring_worker.release.key_files import destroy, write_new
from survey_core.sealing.errors import InvalidSealingKey, WrongWrappingKey
from survey_core.sealing.hpke import new_sealing_keypair, public_point
from survey_core.sealing.wrap import new_kek, unwrap, wrap


@dataclass(frozen=True)
class KeyStore:
    """`<participation>.wrapped` in one directory, `<participation>.kek` in the other.

    Attributes:
        opener_dir: wrapped P-256 scalars, 40 bytes each.
        kek_dir: key-encryption keys, 32 bytes each; destroying one destroys the opener key.
    """

    opener_dir: Path
    kek_dir: Path

    def wrapped_path(self, participation_id: UUID) -> Path:
        """Where the wrapped opener key lies."""
        return self.opener_dir / f"{participation_id}.wrapped"

    def kek_path(self, participation_id: UUID) -> Path:
        """Where the key lies that it is wrapped under."""
        return self.kek_dir / f"{participation_id}.kek"

    def prepare(self, participation_id: UUID) -> bytes:
        """Make a participation's sealing key, or reuse what a crash left before its public half was stored.

        Call it only while no public key of the participation is stored: whatever is unusable is replaced.

        Returns:
            The public key, 65 bytes.
        """
        try:
            return public_point(self.scalar(participation_id))
        except (KeysMissing, KeysUnusable):
            self.destroy_kek(participation_id)
            self.destroy_wrapped(participation_id)
        scalar, point = new_sealing_keypair()
        kek = new_kek()
        write_new(self.kek_path(participation_id), kek)
        write_new(self.wrapped_path(participation_id), wrap(kek, scalar))
        return point

    def scalar(self, participation_id: UUID) -> bytes:
        """Unwrap the opener key.

        Returns:
            The private scalar, 32 bytes.

        Raises:
            KeysMissing: one of the two files is not there.
            KeysUnusable: the two do not belong together, or are damaged.
        """
        try:
            kek = self.kek_path(participation_id).read_bytes()
            wrapped = self.wrapped_path(participation_id).read_bytes()
        except FileNotFoundError:
            raise KeysMissing(f"the opener key of participation {participation_id} is missing") from None
        try:
            return unwrap(kek, wrapped)
        except WrongWrappingKey:
            raise KeysUnusable(
                f"the opener key of participation {participation_id} does not unwrap"
            ) from None

    def matches(self, participation_id: UUID, public_key: bytes) -> bool:
        """Whether the stored key is there and belongs to this public key."""
        try:
            return public_point(self.scalar(participation_id)) == public_key
        except (KeysMissing, KeysUnusable, InvalidSealingKey):
            return False

    def restore_kek(self, participation_id: UUID, kek: bytes, *, public_key: bytes) -> None:
        """Put a lost KEK back, if it opens the wrapped key that is kept; a damaged one is replaced.

        Raises:
            KeysMissing: the wrapped key is missing too.
            KeysUnusable: this KEK does not open it, or it is the key to something else.
        """
        try:
            scalar = unwrap(kek, self.wrapped_path(participation_id).read_bytes())
        except FileNotFoundError:
            raise KeysMissing(
                f"participation {participation_id} has no wrapped key here: restore OPENER_KEY_DIR first"
            ) from None
        except WrongWrappingKey:
            scalar = b""
        if not scalar or public_point(scalar) != public_key:
            raise KeysUnusable(f"this copy does not open the key of participation {participation_id}")
        self.destroy_kek(participation_id)
        write_new(self.kek_path(participation_id), kek)

    def destroy_kek(self, participation_id: UUID) -> None:
        """Destroy the KEK: from here on nobody can open a response of this participation."""
        destroy(self.kek_path(participation_id))

    def destroy_wrapped(self, participation_id: UUID) -> None:
        """Destroy the wrapped key too, which is useless without its KEK."""
        destroy(self.wrapped_path(participation_id))

    def remains(self, participation_id: UUID) -> bool:
        """Whether a file of this participation still exists, whole or unfinished."""
        files = (self.kek_path(participation_id), self.wrapped_path(participation_id))
        return any(file.exists() or any(file.parent.glob(f".{file.name}.*")) for file in files)
