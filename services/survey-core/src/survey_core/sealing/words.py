"""Check words: the pin as six words two people can compare aloud.

Six words of 11 bits are the first 66 bits of the pin. Each word is consonant, vowel, consonant,
vowel, the same in every language; nothing is looked up (docs/adr/0003-check-words.md).
"""

#: Words shown, and bits in each.
N_WORDS = 6
WORD_BITS = 11

_INITIALS = "bcdfgjklmnrstvwz"  # bits 10..7
_VOWELS = "aeio"  # bits 6..5 and 1..0
_MIDDLES = "bdlmrsvw"  # bits 4..2


def check_words(pin: bytes) -> tuple[str, ...]:
    """Six words for a pin.

    Args:
        pin: 32 bytes.

    Returns:
        Six words of four lower-case ASCII letters; equal for equal first 66 bits.

    Raises:
        ValueError: the pin has another length.
    """
    if len(pin) != 32:  # noqa: PLR2004 - SHA-256; manifest.PIN_BYTES lives above this module
        raise ValueError("a pin has 32 bytes")
    bits = int.from_bytes(pin, "big") >> (8 * len(pin) - N_WORDS * WORD_BITS)
    shifts = range((N_WORDS - 1) * WORD_BITS, -1, -WORD_BITS)
    return tuple(_word((bits >> shift) & (2**WORD_BITS - 1)) for shift in shifts)


def _word(value: int) -> str:
    return (
        _INITIALS[value >> 7]
        + _VOWELS[value >> 5 & 0b11]
        + _MIDDLES[value >> 2 & 0b111]
        + _VOWELS[value & 0b11]
    )
