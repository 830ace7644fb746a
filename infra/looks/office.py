"""What a district's office does to get profiles of answers that were collected elsewhere."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx

from infra.looks.schools import DISTRICT, LOOKS, responses_csv, schools_csv
from survey_core.instruments import Instrument

_YEAR: Final = timedelta(days=365)
_WINDOW: Final = timedelta(days=14)
_WITHIN_S: Final = 120.0
_LOOK_AGAIN_S: Final = 0.5


class Refused(Exception):
    """The server refused a step, or was not done in time; the message says which."""


class Office:
    """The administration side of the API, as far as the pictures need it."""

    def __init__(self, base_url: str, *, key: str) -> None:
        """Point it at a server with the operator's API key."""
        self.http = httpx.Client(base_url=base_url, headers={"Authorization": f"Bearer {key}"}, timeout=120.0)

    def publish(self, instrument: Instrument) -> Mapping[str, str]:
        """Have both years scored; returns the participation of each school's newer survey by its name."""
        district = self._post("/v1/districts", {"name": DISTRICT, "synthetic": True})["id"]
        schools = {
            look.school: self._post("/v1/schools", {"name": look.school, "district": district})["id"]
            for look in LOOKS
        }
        for earlier in (True, False):
            administration = self._collected(instrument, district, schools, earlier=earlier)
        rows = self._get(f"/v1/participations?administration={administration}")["data"]
        names = {school: name for name, school in schools.items()}
        return {names[row["school"]]: row["id"] for row in rows}

    def _collected(
        self, instrument: Instrument, district: str, schools: Mapping[str, str], *, earlier: bool
    ) -> str:
        """One year's answers, imported and published."""
        ended = datetime.now(UTC).replace(microsecond=0) - (_YEAR if earlier else timedelta(0))
        body = {
            "title": "Last year" if earlier else "This year",
            "district": district,
            "instrument": instrument.id,
            "version": instrument.version,
            "access": "import",
            "opens_at": (ended - _WINDOW).isoformat(),
            "closes_at": ended.isoformat(),
            "schools": [{"school": school} for school in schools.values()],
        }
        administration = str(self._post("/v1/administrations", body)["id"])
        files = {
            "responses": ("responses.csv", responses_csv(instrument, earlier=earlier), "text/csv"),
            "schools": ("schools.csv", schools_csv(), "text/csv"),
        }
        _checked(self.http.post(f"/v1/administrations/{administration}/imports", files=files))
        self._wait_until_published(administration)
        return administration

    def _wait_until_published(self, administration: str) -> None:
        until = time.monotonic() + _WITHIN_S
        while len(self._get(f"/v1/profiles?administration={administration}")["data"]) < len(LOOKS):
            if time.monotonic() > until:
                raise Refused(f"no profiles: {self._get(f'/v1/administrations/{administration}/imports')}")
            time.sleep(_LOOK_AGAIN_S)

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        return _checked(self.http.post(path, json=body))

    def _get(self, path: str) -> Any:
        return _checked(self.http.get(path))


def _checked(response: httpx.Response) -> Any:
    if response.is_error:
        raise Refused(f"{response.request.method} {response.request.url}: {response.text}")
    return response.json()
