"""Texts and codes no longer than the Ed-Fi Data Standard allows."""

import hashlib


def cut(text: str, longest: int) -> str:
    """A text no longer than the standard allows."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def code_of(name: str, *, longest: int) -> str:
    """A code no longer than the standard allows, still one of its own."""
    if len(name) <= longest:
        return name
    return f"{name[: longest - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
