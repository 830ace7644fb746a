"""School reports, made once for everybody who asks for the same one, and kept for a while in memory.

Some are open to whoever knows an address. Asking again must not cost a server on which others answer their
survey: the same document is never made twice at the same time, and what was made is found again.
"""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

import orjson

from survey_api.documents.posters import Paper
from survey_api.documents.report.assemble import Part, ReportLanguage, report_data
from survey_api.documents.report.reader import Json
from survey_api.documents.typesetter import Typesetter

#: Documents that are kept, of some 50 to 250 kB each.
KEPT: Final = 64


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which form of a report."""

    part: Part
    paper: Paper
    language: ReportLanguage


class Reports:
    """Makes reports; one for an application."""

    def __init__(self, typesetter: Typesetter, *, kept: int = KEPT) -> None:
        self._typesetter = typesetter
        self._kept = kept
        self._made: OrderedDict[tuple[bytes, Wanted], bytes] = OrderedDict()
        self._making: dict[tuple[bytes, Wanted], asyncio.Task[bytes]] = {}

    async def pdf(self, profile: bytes, *, instrument: Json | None, wanted: Wanted) -> bytes:
        """A report of a published profile.

        Args:
            profile: the document as it was published. It names its instrument by a digest.
            instrument: the document of that instrument, if it is known.
            wanted: in which form.

        Raises:
            CannotTypesetError: it could not be made.
        """
        key = (hashlib.sha256(profile).digest(), wanted)
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if key not in self._making:
            self._making[key] = asyncio.create_task(self._make(key, profile, instrument))
        # Whoever goes away does not take it from the others who wait for it.
        return await asyncio.shield(self._making[key])

    async def _make(self, key: tuple[bytes, Wanted], profile: bytes, instrument: Json | None) -> bytes:
        wanted = key[1]

        def say() -> dict[str, Any]:
            return report_data(
                orjson.loads(profile),
                instrument,
                part=wanted.part,
                paper=wanted.paper,
                language=wanted.language,
            )

        try:
            found = await self._typesetter.pdf("report", say)
        finally:
            del self._making[key]
        self._made[key] = found
        if len(self._made) > self._kept:
            self._made.popitem(last=False)
        return found
