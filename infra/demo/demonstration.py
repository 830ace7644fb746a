"""The district that the first `make run` shows: two years published, and a survey open to try."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from rich.progress import Progress

from infra.demo.earlier import earlier_year
from infra.demo.failures import FAILURES
from infra.demo.operator import Operator
from infra.demo.phones import Crowd
from infra.demo.plan import DISTRICT, SCHOOLS, School, Wave, rolling_wave, sealed_wave
from infra.demo.waves import Conductor
from infra.local.home import write_private

_FILE = "demonstration.json"
_N_LINKS = 3
_SEED = 7
#: Who answer by phone this year: a full profile, a small school, a preliminary one; few enough to wait for.
_SCHOOLS = tuple(school for school in SCHOOLS if school.name.split()[0] in {"Alder", "Larch", "Rowan"})


class DemonstrationFailed(Exception):
    """The demonstration district could not be made; the message says why."""


@dataclass(frozen=True)
class Demonstration:
    """What a visitor may open.

    Attributes:
        survey_links: paths of cards nobody has used yet; each can be used once.
        poster_link: path behind the poster of that survey.
        profile_id: a published profile.
        district_view: path of the page that shows all schools of a year; empty where it was made without.
    """

    survey_links: tuple[str, ...]
    poster_link: str
    profile_id: str
    district_view: str = ""


def demonstration(
    base_url: str, *, admin_key: str, keep_in: Path, say: Callable[[str], None]
) -> Demonstration | None:
    """Make the demonstration district on an empty system, or recall it.

    Args:
        base_url: of the running API.
        admin_key: the operator's API key.
        keep_in: the data directory; what was made is remembered there.
        say: told what takes a moment.

    Returns:
        Where to look; None where somebody has set up districts of their own.

    Raises:
        DemonstrationFailed: it could not be made.
    """
    file = keep_in / _FILE
    if file.exists():
        kept = json.loads(file.read_text())
        return Demonstration(**kept | {"survey_links": tuple(kept["survey_links"])})
    try:
        made = asyncio.run(_make(base_url, admin_key=admin_key, say=say))
    except FAILURES as error:
        raise DemonstrationFailed(f"the demonstration district could not be made: {error}") from error
    if made is not None:
        write_private(file, json.dumps(asdict(made)))
    return made


async def _make(base_url: str, *, admin_key: str, say: Callable[[str], None]) -> Demonstration | None:
    operator, crowd = Operator(base_url, key=admin_key), Crowd(base_url)
    async with operator.http, crowd.http:
        if await operator.has_districts():
            say("There are districts here already, so no demonstration is made.")
            return None
        say("Making a demonstration district of synthetic people (once; DEMO=0 would not) …")
        district = await operator.create_district(DISTRICT)
        schools = await operator.create_schools(SCHOOLS, district=district)
        earlier = await earlier_year(operator, district=district, schools=schools, seed=_SEED)
        with Progress() as progress:
            conductor = Conductor(operator, crowd, progress=progress, seed=_SEED)
            published = replace(sealed_wave(), title="Finished (synthetic)", schools=_SCHOOLS)
            outcome = await conductor.run(published, district=district, schools=schools)
        links = await _open_one(operator, district=district, schools=schools)
    example = next(each for each in outcome.profiles if each["school"]["name"] == _SCHOOLS[0].name)
    view = f"/results/#district={earlier}"
    return Demonstration(*links, profile_id=example["id"], district_view=view)


async def _open_one(
    operator: Operator, *, district: str, schools: dict[str, School]
) -> tuple[tuple[str, ...], str]:
    """A survey that anybody at this machine can take: its first cards and its poster.

    With the short questionnaire: the long one was asked there just now, and 90 days lie between two (R6).
    """
    wave = Wave("Open to try (synthetic)", "sealed", rolling_wave().instrument, _SCHOOLS[:1])
    administration = await operator.create_administration(wave, district=district, schools=schools)
    (opened,) = await operator.open(administration, schools=schools)
    cards = tuple(_path(card.url) for card in opened.cards[:_N_LINKS])
    return cards, _path(opened.poster_url)


def _path(url: str) -> str:
    """The address without its host: the next run may use another port."""
    return urlunsplit(urlsplit(url)._replace(scheme="", netloc=""))
