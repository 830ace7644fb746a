"""The numbers that the Ed-Fi Data Standard wants of every organisation."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Part: TypeAlias = Mapping[str, Any]

_LONGEST_NUMBER: Final = 18


class Numbers:
    """The number that the standard wants of each organisation: the state's, the NCES id, else our own."""

    def __init__(self) -> None:
        self._given: dict[int, str] = {}
        self._from: dict[str, int] = {"state": 0, "nces": 0}
        self._made_up: list[dict[str, Any]] = []

    @property
    def remarks(self) -> dict[str, Any]:
        """For the manifest."""
        return {"numbers_from": self._from, "numbers_made_up": self._made_up}

    def of(self, school: Part) -> int:
        """A school's number, each once."""
        known = {one["system"]: one["value"] for one in school["external_ids"]}
        for system in self._from:
            text = known.get(system, "")
            if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER and int(text) > 0:
                number = int(text)
                if self._given.setdefault(number, school["id"]) == school["id"]:
                    self._from[system] += 1
                    return number
        # 18 digits that begin with 9: longer than any NCES id, and the same every time.
        digest = hashlib.sha256(school["id"].encode()).digest()
        number = 9 * 10**17 + int.from_bytes(digest[:8], "big") % 10**17
        self._given[number] = school["id"]
        members = [one["id"] for one in school.get("members", ())]
        self._made_up.append({"school": school["id"], "number": number, "members": members})
        return number
