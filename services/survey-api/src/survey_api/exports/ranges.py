"""Parts of a file (RFC 9110 section 14): one range of bytes at a time, as downloads that go on ask for it."""

import re
from typing import Final

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII | re.IGNORECASE)


class NotSatisfiable(Exception):
    """The range begins behind the end of the file."""


def wanted(header: str | None, *, if_range: str | None, etag: str, length: int) -> tuple[int, int] | None:
    """First and last byte that are asked for; None for the whole file.

    What is no single range of bytes is taken for no range, as the standard allows; so is a range of a file
    that has become another one since.

    Args:
        header: `Range` as sent.
        if_range: `If-Range` as sent; a date never matches.
        etag: the file's, with its quotes.
        length: of the file, in bytes.

    Raises:
        NotSatisfiable: none of it is in the file.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or (if_range is not None and if_range.strip() != etag):
        return None
    first, last = found.groups()
    if not first:
        return _suffix(last, length)
    start, end = int(first), int(last) if last else length - 1
    if end < start and last:
        return None
    if start >= length:
        raise NotSatisfiable
    return start, min(end, length - 1)


def _suffix(last: str, length: int) -> tuple[int, int] | None:
    """The last so many bytes."""
    if not last:
        return None
    if int(last) == 0 or length == 0:
        raise NotSatisfiable
    return max(0, length - int(last)), length - 1
