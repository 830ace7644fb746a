"""Paging cursors, pointers, verifiers, cards."""

import base64
import csv
import hashlib
import hmac
import io
import stat
import tempfile
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from starlette.requests import Request
from starlette.responses import Response

from survey_api.cursors import Cursors
from survey_api.instruments.service import pointer
from survey_api.paging import Paging, after_as, get_paging
from survey_api.participations.cards import as_csv, draw
from survey_api.passwords import scram_verifier
from survey_api.problems import InvalidCursor, Problem
from survey_core.encoding import b64url, unb64url

CURSORS = Cursors(Path(tempfile.mkdtemp()))
SOME_ID = UUID("7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11")


def a_request(query: str = "") -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/v1/things",
            "query_string": query.encode(),
            "headers": [],
            "server": ("test", 80),
            "scheme": "http",
            "app": SimpleNamespace(state=SimpleNamespace(cursors=CURSORS)),
        }
    )


def paging_of(cursor: str | None, *, limit: int = 2) -> Paging:
    return get_paging(a_request("state=open"), Response(), limit, cursor)


@pytest.mark.parametrize("cursor", ["", "!", "AA", b64url(b"[1]"), b64url(b"\xff" * 16), b64url(bytes(40))])
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        paging_of(cursor)


def test_a_cursor_changed_in_any_bit_or_of_another_list_or_key_is_refused(tmp_path: Path) -> None:
    made = CURSORS.make("9223372036854775807", path="/v1/things")
    assert CURSORS.read(made, path="/v1/things") == "9223372036854775807"
    raw = unb64url(made)
    for bit in range(8 * len(raw)):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ValueError, match="not a cursor"):
            CURSORS.read(b64url(bytes(changed)), path="/v1/things")
    for reader, path in ((CURSORS, "/v1/other"), (Cursors(tmp_path), "/v1/things")):
        with pytest.raises(ValueError, match="not a cursor"):
            reader.read(made, path=path)


def test_processes_that_share_a_directory_share_the_key(tmp_path: Path) -> None:
    made = Cursors(tmp_path).make("7", path="/v1/things")

    assert Cursors(tmp_path).read(made, path="/v1/things") == "7"
    assert [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()] == [0o600]


def test_a_cursor_of_another_list_is_refused() -> None:
    page = paging_of(None).page([1, 2, 3], show=str, key=lambda row: row)

    with pytest.raises(InvalidCursor):
        after_as(paging_of(page.next_cursor), UUID)


def test_a_page_ends_where_the_next_begins() -> None:
    paging = paging_of(None)
    page = paging.page([1, 2, 3], show=str, key=lambda row: row)
    last = paging_of(page.next_cursor).page([3], show=str, key=lambda row: row)

    assert (page.data, page.has_more, after_as(paging_of(page.next_cursor), int)) == (["1", "2"], True, 2)
    assert paging.headers["Link"] == f'</v1/things?state=open&cursor={page.next_cursor}>; rel="next"'
    assert (last.data, last.has_more, last.next_cursor) == (["3"], False, None)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("(document)", ""),
        ("version", "/version"),
        ("domains[0].factors[1].items[2].scale", "/domains/0/factors/1/items/2/scale"),
        ("scales.agreement6.points[0].label.es", "/scales/agreement6/points/0/label/es"),
    ],
)
def test_a_loaders_path_as_a_pointer(path: str, expected: str) -> None:
    assert pointer(path) == expected


def test_the_verifier_of_rfc_7677() -> None:
    """The example exchange of RFC 7677 section 3: the proofs a client and a server send there verify here."""
    salt = base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ==")
    verifier = scram_verifier("pencil", salt=salt)

    _, _, keys = verifier.partition("$")
    salt_part, _, keys = keys.partition("$")
    stored_key, server_key = (base64.b64decode(part) for part in keys.split(":"))
    message = (
        b"n=user,r=rOprNGfwEbeRWgbNEkqO,"
        b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
    )
    proof = base64.b64decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
    signature = hmac.digest(stored_key, message, "sha256")
    client_key = bytes(a ^ b for a, b in zip(proof, signature, strict=True))
    assert salt_part == "4096:W22ZaJ0SNY7soEsUEjb6gQ=="
    assert hashlib.sha256(client_key).digest() == stored_key
    assert base64.b64encode(hmac.digest(server_key, message, "sha256")) == (
        b"6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
    )


def test_two_verifiers_of_one_password_differ() -> None:
    assert scram_verifier("pencil") != scram_verifier("pencil")


def test_a_drawn_list_is_not_in_any_order() -> None:
    codes = draw(50)

    texts = [code.text for code in codes]
    assert len(set(texts)) == 50
    assert texts != sorted(texts)
    assert all(code.text not in repr(code) for code in codes)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx", "Lakeview"])
def test_a_printed_list_holds_no_formula(name: str) -> None:
    text = as_csv(draw(2), participation_id=SOME_ID, school_name=name, public_url="https://x.example")

    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["school", "code", "url"]
    assert all(row[0][0] not in "=+-@\t" for row in rows)
    assert all(row[2].startswith(f"https://x.example/survey/#v=1&p={SOME_ID}&c=") for row in rows[1:])


def test_two_problems_cannot_share_a_name() -> None:
    with pytest.raises(TypeError, match="not-found"):
        type("Again", (Problem,), {"status": 404, "slug": "not-found", "title": "x"})
