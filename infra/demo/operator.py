"""What the district's office does, over HTTP with the operator's key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx

from infra.demo.plan import School, Wave
from survey_core.encoding import unb64url

_TIMEOUT_S = 120.0  # `/ready` makes a key for every school
_BEGAN_BEFORE = timedelta(minutes=5)
_WINDOW = timedelta(days=14)
_A_YEAR = timedelta(days=365)


class Refused(Exception):
    """The API refused a step; the message holds its problem."""


@dataclass(frozen=True)
class Card:
    """What is printed on one card."""

    code: str
    url: str


@dataclass(frozen=True)
class Opened:
    """A participation that people can answer in.

    Attributes:
        id: of the participation.
        school: as planned.
        pin: on the poster, 32 bytes.
        poster_url: behind the poster, with the pin.
        cards: in the order the API gave them, which is random.
    """

    id: str
    school: School
    pin: bytes
    poster_url: str
    cards: Sequence[Card]


class Operator:
    """The administration side of the API."""

    def __init__(self, base_url: str, *, key: str) -> None:
        """Point it at a server with the operator's API key."""
        self.http = httpx.AsyncClient(
            base_url=base_url, headers={"Authorization": f"Bearer {key}"}, timeout=_TIMEOUT_S
        )
        self._eligible: dict[str, int] = {}

    async def create_district(self, name: str) -> str:
        """Add a district labelled synthetic; returns its id."""
        made = await self._post("/v1/districts", {"name": name, "synthetic": True})
        return str(made["id"])

    async def create_schools(self, schools: Sequence[School], *, district: str) -> dict[str, School]:
        """Add schools; returns them by id, those that are reported together each under its own."""
        found: dict[str, School] = {}
        for school in schools:
            for name, eligible in school.members or ((school.name, school.eligible),):
                unit = {"reporting_unit": school.name} if school.members else {}
                made = await self._post("/v1/schools", {"name": name, "district": district} | unit)
                found[str(made["id"])] = school
                self._eligible[str(made["id"])] = eligible
        return found

    async def create_administration(self, wave: Wave, *, district: str, schools: Mapping[str, School]) -> str:
        """Plan a wave whose window has begun and that has no grace time; returns its id."""
        now = datetime.now(UTC).replace(microsecond=0)
        body = {
            "title": wave.title,
            "district": district,
            "instrument": wave.instrument.id,
            "version": wave.instrument.version,
            "access": "cards",
            "release_mode": wave.release_mode,
            "grace_hours": 0,
            "subgroup_tables": list(wave.subgroup_tables),
            "opens_at": (now - _BEGAN_BEFORE).isoformat(),
            "closes_at": (now + _WINDOW).isoformat(),
            "schools": self._taking_part(wave, schools),
        }
        return str((await self._post("/v1/administrations", body))["id"])

    async def bring_a_year_ago(
        self, wave: Wave, responses: str, *, district: str, schools: Mapping[str, School]
    ) -> str:
        """Bring answers that were collected elsewhere a year ago; returns the administration's id.

        Args:
            wave: what was answered, and by which schools.
            responses: a line a person, as docs/district-it.md describes the file.
            district: the district's id.
            schools: by id.
        """
        then = datetime.now(UTC).replace(microsecond=0) - _A_YEAR
        body = {
            "title": wave.title,
            "district": district,
            "instrument": wave.instrument.id,
            "version": wave.instrument.version,
            "access": "import",
            "opens_at": then.isoformat(),
            "closes_at": (then + _WINDOW).isoformat(),
            "schools": self._taking_part(wave, schools),
        }
        administration = str((await self._post("/v1/administrations", body))["id"])
        url = f"/v1/administrations/{administration}/imports"
        _require(await self.http.post(url, files={"responses": ("responses.csv", responses, "text/csv")}))
        return administration

    async def open(self, administration: str, *, schools: Mapping[str, School]) -> list[Opened]:
        """Make keys and manifests, print the cards, open the window."""
        ready = await self._post(f"/v1/administrations/{administration}/ready")
        opened = [await self._print_cards(each, schools=schools) for each in ready["participations"]]
        await self._post(f"/v1/administrations/{administration}/open")
        return opened

    async def close(self, administration: str) -> None:
        """End the window."""
        await self._post(f"/v1/administrations/{administration}/close")

    async def state(self, administration: str) -> str:
        """Where the administration is: draft, ready, open, closed or published."""
        return str((await self._get(f"/v1/administrations/{administration}"))["state"])

    async def profiles(self, administration: str) -> list[dict[str, Any]]:
        """The newest revision of every published profile of an administration."""
        page = await self._get(f"/v1/profiles?administration={administration}&limit=200")
        return list(page["data"])

    async def summary(self, administration: str, *, district: str) -> dict[str, Any] | None:
        """The summary of an administration over its district; None as long as there is none."""
        answer = await self.http.get(f"/v1/districts/{district}/summary?administration={administration}")
        return None if answer.status_code == HTTPStatus.NOT_FOUND else _json(answer)

    async def has_districts(self) -> bool:
        """Whether anything has been set up."""
        return bool((await self._get("/v1/districts?limit=1"))["data"])

    def _taking_part(self, wave: Wave, schools: Mapping[str, School]) -> list[dict[str, Any]]:
        return [
            {"school": id_, "eligible": self._eligible.get(id_, school.eligible)}
            for id_, school in schools.items()
            if school in wave.schools
        ]

    async def _print_cards(self, participation: str, *, schools: Mapping[str, School]) -> Opened:
        part = await self._get(f"/v1/participations/{participation}")
        printed = (await self._post(f"/v1/participations/{participation}/cards"))["cards"]
        cards = [Card(code=card["code"], url=card["url"]) for card in printed]
        return Opened(
            id=participation,
            school=schools[part["schools"][0]["id"]],
            pin=unb64url(part["pin"]),
            poster_url=part["poster_url"],
            cards=cards,
        )

    async def _get(self, path: str) -> dict[str, Any]:
        return _json(await self.http.get(path))

    async def _post(self, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return _json(await self.http.post(path, json=body))


def _json(answer: httpx.Response) -> dict[str, Any]:
    _require(answer)
    found: dict[str, Any] = answer.json()
    return found


def _require(answer: httpx.Response) -> None:
    if not answer.is_success:
        asked = f"{answer.request.method} {answer.request.url.path}"
        raise Refused(f"{asked} was answered {answer.status_code}: {answer.text[:2000]}")
