"""A school's survey set up as a district does, over HTTP; and what lies in its database afterwards."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from sqlalchemy.engine import make_url

from infra.local.stack import Stack
from respondent_client import RespondentClient, seal_answers, start_check_in
from scoring_worker.release.key_store import KeyStore
from survey_core.encoding import unb64url
from survey_core.instruments import Instrument, shipped
from survey_core.sealing.hpke import open_sealed
from survey_core.sealing.plaintext import Answers, decode_plaintext

SCHOOL = "Juniper Hill School"
ELIGIBLE = 45
INSTRUMENT = "internal-coherence-short"
# Far from the browser's own time zone, UTC.
_DISTRICT = {"name": "Test district", "synthetic": True, "time_zone": "Pacific/Honolulu"}
_PUBLISHED_WITHIN_S = 60.0
_LOOK_AGAIN_S = 0.25


@dataclass(frozen=True)
class Wave:
    """One school's open survey on a running system."""

    stack: Stack
    administration: str
    participation: str
    school: str
    poster: str
    pin: str
    words: Sequence[str]
    cards: Sequence[dict[str, str]]

    @property
    def instrument(self) -> Instrument:
        """The instrument that is answered."""
        return shipped(INSTRUMENT)

    def facts(self, card: int) -> dict[str, Any]:
        """What a person has at hand: the poster on the wall and a card of their own."""
        return {
            "poster": self.poster,
            "pin": self.pin,
            "words": list(self.words),
            "code": self.cards[card]["code"],
            "card": self.cards[card]["url"],
        }

    def stored(self) -> list[Answers]:
        """Open every sealed response with the worker's own key; no order."""
        keys = KeyStore(opener_dir=self.stack.home.keys / "opener", kek_dir=self.stack.home.keys / "kek")
        scalar = keys.scalar(UUID(self.participation))
        return [
            decode_plaintext(
                open_sealed(scalar, pin=unb64url(self.pin), pass_hash=row["pass_hash"], sealed=row["sealed"])
            )
            for row in self.rows("SELECT pass_hash, sealed FROM sealed_responses WHERE participation_id = $1")
        ]

    def rows(self, statement: str) -> list[asyncpg.Record]:
        """Ask the database about this participation, `$1`, above all logins."""

        async def ask() -> list[asyncpg.Record]:
            url = make_url(self.stack.database_url).set(drivername="postgresql")
            connection = await asyncpg.connect(url.render_as_string(hide_password=False))
            try:
                return list(await connection.fetch(statement, UUID(self.participation)))
            finally:
                await connection.close()

        return asyncio.run(ask())

    def fill(
        self, cards: Sequence[int], *, background: Callable[[int], dict[str, str]] = lambda _: {}
    ) -> None:
        """Let as many colleagues answer with other clients, each with a card of their own.

        Args:
            cards: one for each of them.
            background: what the holder of a card says about themselves.
        """

        async def answer(http: httpx.AsyncClient, card: int) -> None:
            client = RespondentClient(http)
            agreement = await client.fetch_manifest(self.participation, pin=unb64url(self.pin))
            held = await client.check_in(start_check_in(agreement, code=self.cards[card]["code"]))
            answers = {item.id: 1 + (card + at) % 6 for at, item in enumerate(self.instrument.items)}
            routing = {question.id: question.answers[0].value for question in self.instrument.routing}
            sheet = Answers(answers=answers, routing=routing, background=background(card), language="en")
            await client.submit(seal_answers(held, sheet))

        async def all_of_them() -> None:
            async with httpx.AsyncClient(base_url=self.stack.base_url, timeout=60) as http:
                for card in cards:
                    await answer(http, card)

        asyncio.run(all_of_them())

    def mail(self, addresses: Sequence[str]) -> None:
        """Give addresses of some of those who may answer; each gets a message with a link."""
        with _office(self.stack) as office:
            path = f"/v1/participations/{self.participation}/addresses?incomplete=true"
            given = office.post(path, content="\n".join(addresses), headers={"Content-Type": "text/plain"})
            assert given.is_success, f"{given.status_code} {given.text}"

    def poster_now(self) -> str:
        """What the poster's square code would say if it were printed now."""
        with _office(self.stack) as office:
            return str(office.get(f"/v1/participations/{self.participation}").json()["poster_url"])

    def open(self) -> None:
        """Let people in."""
        with _office(self.stack) as office:
            _post(office, f"/v1/administrations/{self.administration}/open")

    def end(self) -> None:
        """End the survey; its grace time begins, if it has any."""
        with _office(self.stack) as office:
            _post(office, f"/v1/administrations/{self.administration}/close")

    def close(self) -> None:
        """End the survey and wait for its profile."""
        self.end()
        self.published()

    def published(self) -> None:
        """Wait for the profile of a survey that is over."""
        with _office(self.stack) as office:
            until = time.monotonic() + _PUBLISHED_WITHIN_S
            while office.get(f"/v1/participations/{self.participation}").json()["state"] != "published":
                assert time.monotonic() < until, "the profile was not published in time"
                time.sleep(_LOOK_AGAIN_S)


def open_wave(
    stack: Stack,
    *,
    word: str | None = None,
    joined: Sequence[str] = (),
    tables: Sequence[str] = (),
    by_mail: bool = False,
    grace_hours: int = 0,
    opened: bool = True,
) -> Wave:
    """Make a district, a school and an administration, print the cards, open the window.

    Args:
        stack: the running system.
        word: with it, people get in by it and there are no cards.
        joined: names of further schools that are reported together with the first one.
        tables: background questions by which results are shown as well.
        by_mail: people get in by links in messages, and there are no cards; `Wave.mail` asks for them.
        grace_hours: how long a finished survey is taken after the end.
        opened: whether people are let in at once; else `Wave.open` does it.
    """
    with _office(stack) as office:
        district = _post(office, "/v1/districts", _DISTRICT)["id"]
        unit = {"reporting_unit": "The valley"} if joined else {}
        school_ids = [
            _post(office, "/v1/schools", {"name": name, "district": district} | unit)["id"]
            for name in (SCHOOL, *joined)
        ]
        eligible = ELIGIBLE // len(school_ids)
        now = datetime.now(UTC).replace(microsecond=0)
        administration = _post(
            office,
            "/v1/administrations",
            {
                "title": "Autumn",
                "district": district,
                "instrument": INSTRUMENT,
                "version": "1.0.0",
                "access": "open" if word else "email" if by_mail else "cards",
                "grace_hours": grace_hours,
                "opens_at": (now - timedelta(minutes=1)).isoformat(),
                "closes_at": (now + timedelta(days=7)).isoformat(),
                "subgroup_tables": list(tables),
                "schools": [{"school": school_id, "eligible": eligible} for school_id in school_ids],
            }
            | ({"word": word} if word else {}),
        )["id"]
        participation = _post(office, f"/v1/administrations/{administration}/ready")["participations"][0]
        shown = office.get(f"/v1/participations/{participation}").json()
        cards = [] if word or by_mail else _post(office, f"/v1/participations/{participation}/cards")["cards"]
        if opened:
            _post(office, f"/v1/administrations/{administration}/open")
    return Wave(
        stack=stack,
        administration=administration,
        participation=participation,
        school=SCHOOL,
        poster=shown["poster_url"],
        pin=shown["pin"],
        words=shown["check_words"],
        cards=cards,
    )


def _office(stack: Stack) -> httpx.Client:
    return httpx.Client(
        base_url=stack.base_url, headers={"Authorization": f"Bearer {stack.admin_key}"}, timeout=60
    )


def _post(office: httpx.Client, path: str, body: Any = None) -> dict[str, Any]:
    response = office.post(path, json=body)
    assert response.is_success, f"{path}: {response.status_code} {response.text}"
    answer: dict[str, Any] = response.json()
    return answer
