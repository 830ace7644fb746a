"""Access codes on cards: made once, in random order, and kept only as hashes."""

import csv
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from survey_core.passes.codes import code_hash, format_code, new_code


@dataclass(frozen=True)
class Code:
    """A fresh code; nothing prints it by accident."""

    text: str = field(repr=False)

    @property
    def printed(self) -> str:
        """Five groups of four."""
        return format_code(self.text)

    def hashed(self, participation_id: UUID) -> bytes:
        """What is stored of it."""
        return code_hash(str(participation_id), self.text)

    def url(self, participation_id: UUID, *, public_url: str) -> str:
        """The card's link. Everything is in the fragment, which browsers send to nobody."""
        return f"{public_url}/survey/#v=1&p={participation_id}&c={self.text}"


def draw(n_codes: int) -> list[Code]:
    """Make codes in an order that nothing else can reproduce."""
    codes = [Code(new_code()) for _ in range(n_codes)]
    secrets.SystemRandom().shuffle(codes)
    return codes


def as_csv(codes: Sequence[Code], *, participation_id: UUID, school_name: str, public_url: str) -> str:
    """A list for a card printer: school, code, link.

    A school's name that a spreadsheet would read as a formula gets an apostrophe in front.
    """
    name = f"'{school_name}" if school_name.startswith(("=", "+", "-", "@", "\t", "\r")) else school_name
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("school", "code", "url"))
    for code in codes:
        writer.writerow((name, code.printed, code.url(participation_id, public_url=public_url)))
    return out.getvalue()
