"""Ranges of bytes, as RFC 9110 section 14 has them."""

import pytest

from survey_api.exports.ranges import NotSatisfiable, wanted

ETAG = '"abc"'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-0", (0, 0)),
        ("bytes=0-", (0, 9)),
        ("bytes=9-", (9, 9)),
        ("bytes=3-100", (3, 9)),
        ("bytes=-1", (9, 9)),
        ("bytes=-100", (0, 9)),
        ("Bytes=2-3", (2, 3)),
        ("bytes=5-3", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("bytes=a-b", None),
        ("bytes=\u0663-", None),
        ("items=0-1", None),
        ("bytes 0-1", None),
    ],
)
def test_one_range_is_heard_and_anything_else_is_the_whole(
    header: str | None, expected: tuple[int, int] | None
) -> None:
    assert wanted(header, if_range=None, etag=ETAG, length=10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=999999999999999999999-", "bytes=-0"])
def test_what_begins_behind_the_end_is_refused(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        wanted(header, if_range=None, etag=ETAG, length=10)


@pytest.mark.parametrize(
    ("if_range", "expected"),
    [(ETAG, (3, 9)), ('W/"abc"', None), ('"other"', None), ("Sun, 22 Nov 2026 08:00:00 GMT", None)],
)
def test_a_part_of_another_file_is_not_gone_on_with(if_range: str, expected: tuple[int, int] | None) -> None:
    assert wanted("bytes=3-", if_range=if_range, etag=ETAG, length=10) == expected
