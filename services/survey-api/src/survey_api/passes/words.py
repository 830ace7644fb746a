"""The word shown in the meeting (access `open`), as it is stored and compared."""

import hashlib
import unicodedata


def word_hash(word: str) -> bytes:
    """SHA-256 of the word; case, accents' encoding and surrounding or repeated blanks make no difference."""
    plain = " ".join(unicodedata.normalize("NFKC", word).casefold().split())
    return hashlib.sha256(plain.encode("utf-8")).digest()
