"""Packed reports: the same content, an ETag of their own, and a 304 to whoever has either form."""

import gzip

import pytest
from fastapi import Request

from survey_api.packing import answer_packed

CONTENT = b'{"profile": {}}' * 50


def asked(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


def answer(**headers: str) -> tuple[int, bytes, dict[str, str]]:
    found = answer_packed(CONTENT, request=asked(**headers), cache_control="private, no-cache")
    return found.status_code, bytes(found.body), dict(found.headers)


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, br"])
def test_nothing_is_packed_for_who_does_not_take_it(accepted: str) -> None:
    status, body, headers = answer(accept_encoding=accepted)
    assert (status, body) == (200, CONTENT)
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "GZIP;q=0.5", "*"])
def test_packed_bytes_hold_the_same_and_have_an_etag_of_their_own(accepted: str) -> None:
    _, plain_body, plain = answer()
    status, body, headers = answer(accept_encoding=accepted)
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == plain_body
    assert len(body) < len(plain_body)
    assert headers["etag"] != plain["etag"]
    assert answer(accept_encoding=accepted)[1] == body, "equal reports are equal bytes"


@pytest.mark.parametrize("accepted", ["gzip", ""])
def test_whoever_has_it_in_either_form_is_not_sent_it_again(accepted: str) -> None:
    etags = [answer(accept_encoding=form)[2]["etag"] for form in ("gzip", "")]
    for etag in (*etags, "*", f'"x", W/{etags[0]}'):
        status, body, headers = answer(accept_encoding=accepted, if_none_match=etag)
        assert (status, body) == (304, b""), etag
        assert headers["etag"] == etags[0 if accepted else 1]
    assert answer(accept_encoding=accepted, if_none_match='"another"')[0] == 200
