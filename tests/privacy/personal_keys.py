"""Every person is served rules with a key of their own: does anybody's code leave before they are warned?

A pass under a key that only one person was given names that person. The rules' hash is on the poster, in full
and as six words; a phone has to compare before it sends the code.
"""

import asyncio
import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from respondent_client import RespondentClient, start_check_in
from respondent_client.errors import WrongPoster
from survey_core.encoding import b64url, unb64url
from survey_core.passes.codes import parse_code
from survey_core.passes.signer import IssuerKey, generate_issuer_key
from survey_core.passes.suite import MODULUS_BITS
from survey_core.sealing.manifest import Manifest, manifest_bytes
from tests.e2e import pages
from tests.e2e.wave import Wave, open_wave
from tests.fixtures.places import short_directory
from tests.privacy import ground
from tests.privacy.personal_operator import PersonalOperator, personal, serving
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

ADVERSARY = "operator with a key per person"
_MARKED = {Scale.SHORT: 40, Scale.FULL: 1_000}  # manifests shown to the respondent client
_PEOPLE = {Scale.SHORT: 1, Scale.FULL: 6}  # in a real Chromium, and as many who do not check: the control
_TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Scene:
    """An honest school's open survey, and how much is tried on it."""

    wave: Wave
    manifest: Manifest
    scale: Scale

    def code(self, card: int) -> str:
        """A card's code, as links and requests carry it."""
        return parse_code(self.wave.cards[card % len(self.wave.cards)]["code"])

    def operator(self) -> PersonalOperator:
        """One more operator, with a key for one more person."""
        key = IssuerKey.from_pem(generate_issuer_key())
        return PersonalOperator(self.wave.stack.base_url, personal(self.manifest, key=key), key)


async def attack(scale: Scale) -> list[Row]:
    """Set up an honest school, and put an operator between it and each person."""
    stack = ground.shared_stack()
    wave = await asyncio.to_thread(open_wave, stack)
    async with httpx.AsyncClient(base_url=stack.base_url) as http:
        agreement = await RespondentClient(http).fetch_manifest(wave.participation)
    scene = Scene(wave, agreement.manifest, scale)
    clients = await _clients(scene)
    with short_directory() as phones:
        browsers = await asyncio.to_thread(_browsers, scene, phones)
    return [clients, browsers]


async def _clients(scene: Scene) -> Row:
    """The respondent client: with the poster's pin it refuses, without it the words differ."""
    linked, warned = 0, 0
    with serving(scene.operator()) as operator:
        marks = itertools.islice(_marked(scene.manifest), _MARKED[scene.scale])
        async with httpx.AsyncClient(base_url=operator.url, timeout=60) as http:
            for card, operator.manifest in enumerate(marks):
                operator.seen.clear()
                warned += await _is_warned(scene, RespondentClient(http))
                linked += operator.holds(scene.code(card))
    trusting = [await _trusts(scene, card) for card in range(_PEOPLE[scene.scale])]
    n = _MARKED[scene.scale]
    return Row(
        name="key_per_person_client",
        adversary=ADVERSARY,
        test="respondent client: refused with the poster's pin, other words without it, and no code sent",
        n=n,
        linked=linked / n,
        bound=0.0,
        control=sum(trusting) / len(trusting),
        control_at_least=1.0,
        passed=warned == n,
        note=f"share of marked manifests that got a code; {warned} warned; control: phones that do not check",
    )


async def _is_warned(scene: Scene, client: RespondentClient) -> bool:
    """Come without the poster, then with it: whether other words are shown, and the second is refused."""
    wave = scene.wave
    words = (await client.fetch_manifest(wave.participation)).words
    try:
        await client.fetch_manifest(wave.participation, pin=unb64url(wave.pin))
    except WrongPoster:
        return words != tuple(wave.words)
    return False


async def _trusts(scene: Scene, card: int) -> bool:
    """Check in as a phone that compares nothing; whether its pass is then under the key that names it."""
    with serving(scene.operator()) as operator:
        async with httpx.AsyncClient(base_url=operator.url, timeout=60) as http:
            client = RespondentClient(http)
            agreement = await client.fetch_manifest(scene.wave.participation)
            await client.check_in(start_check_in(agreement, code=scene.code(card)))
        return operator.holds(scene.code(card)) and operator.signed == [scene.code(card)]


def _browsers(scene: Scene, phones: Path) -> Row:
    """The page in a real Chromium: people who compare, and people who say yes without looking."""
    pages.build_once()
    chromium = pages.chromium_path()
    n = _PEOPLE[scene.scale]
    comparing = [
        _visit(scene, "comparing", card, chromium=chromium, phone=phones / f"a{card}") for card in range(n)
    ]
    careless = [
        _visit(scene, "careless", card, chromium=chromium, phone=phones / f"b{card}") for card in range(n)
    ]
    return Row(
        name="key_per_person_browser",
        adversary=ADVERSARY,
        test="the page in Chromium: other words, a scanned poster refuses, no request holds the code",
        n=n,
        linked=sum(comparing) / n,
        bound=0.0,
        control=sum(careless) / n,
        control_at_least=1.0,
        note="share of people whose code arrived; control: people who confirm without looking",
    )


def _visit(scene: Scene, journey: str, card: int, *, chromium: str, phone: Path) -> bool:
    """Send one person to an operator who waits for them alone; whether their code arrived there."""
    wave = scene.wave
    with serving(scene.operator()) as operator:
        links = {
            name: link.replace(wave.stack.base_url, operator.url)
            for name, link in wave.facts(card).items()
            if name in ("card", "poster")
        }
        facts = {"profile": str(phone), "words": list(wave.words), "code": scene.code(card), **links}
        pages.run_journey(journey, chromium=chromium, facts=facts)
        return operator.holds(scene.code(card))


def _marked(manifest: Manifest) -> Iterator[bytes]:
    """Manifests that each carry another mark, where a mark can hide: keys, times, numbers of people."""
    opens = datetime.strptime(manifest.opens_at, _TIME).replace(tzinfo=UTC)
    for number in itertools.count(1):
        odd = (1 << (MODULUS_BITS - 1)) | secrets.randbits(MODULUS_BITS - 1) | 1
        point = b"\x04" + secrets.token_bytes(64)
        marks = (
            {"issuer_public_key": b64url(odd.to_bytes(MODULUS_BITS // 8, "big"))},
            {"sealing_public_key": b64url(point)},
            {"opens_at": (opens - timedelta(seconds=number)).strftime(_TIME)},
            {"eligible": manifest.eligible + number},
        )
        yield manifest_bytes(manifest.model_copy(update=marks[number % len(marks)]))
