"""Ready-made submissions with distinct valid passes, signed directly with an issuer key.

Going through check-in would measure blind signing as well. Only a bench's own throw-away installation has
its issuer keys at hand.
"""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from respondent_client.states import Pass
from respondent_client.steps import seal_answers
from survey_core.instruments import Instrument
from survey_core.passes.client import prepare
from survey_core.sealing.plaintext import Answers
from tests.load.generator import http_request

CHUNK = 100  # submissions made by one call into a process
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)


@dataclass(frozen=True)
class School:
    """What is needed to answer for a school without checking in."""

    participation: str
    manifest: bytes
    issuer_pem: bytes


def make_requests(
    schools: list[School],
    instrument: Instrument,
    *,
    count: int,
    processes: int,
    made: Callable[[int], None] = lambda _: None,
) -> list[bytes]:
    """Whole HTTP requests of `count` people who all answer everything, schools taking turns.

    Args:
        schools: where they teach.
        instrument: what they are asked.
        count: how many; about 2 ms of one core each.
        processes: how many work at once.
        made: told how many more are done.
    """
    requests: list[bytes] = []
    with ProcessPoolExecutor(processes) as pool:
        chunks = [range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
        for chunk in pool.map(_make_chunk, [(schools, instrument, chunk) for chunk in chunks]):
            requests.extend(chunk)
            made(len(chunk))
    return requests


def _make_chunk(work: tuple[list[School], Instrument, range]) -> list[bytes]:
    schools, instrument, numbers = work
    return list(_make(schools, instrument, numbers))


def _make(schools: list[School], instrument: Instrument, numbers: range) -> Iterator[bytes]:
    for number in numbers:
        school = schools[number % len(schools)]
        _, message = prepare(school.participation)
        signature = _key(school.issuer_pem).sign(message, _PSS, hashes.SHA384())
        held = Pass(manifest=school.manifest, input_msg=message, signature=signature)
        yield http_request("/v1/responses", seal_answers(held, _answers(instrument)).body)


def _answers(instrument: Instrument) -> Answers:
    drawn = {
        item.id: 1 + secrets.randbelow(instrument.scales[item.scale].options) for item in instrument.items
    }
    routing = {question.id: question.answers[0].value for question in instrument.routing}
    return Answers(answers=drawn, routing=routing, background={}, language=instrument.languages[0])


@cache
def _key(pem: bytes) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("an issuer key is an RSA key")
    return key
