"""Reports are made once for everybody who asks, kept for a while, and forgotten in good time."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from survey_api.documents.reports import Reports, Wanted
from survey_api.documents.typesetter import CannotTypesetError, Typesetter

WANTED = Wanted(part="summary", paper="a4", language="en")


class Slow(Typesetter):
    """Counts what it makes, and makes nothing before it is let."""

    def __init__(self) -> None:
        self.made = 0
        self.broken = False
        self.go = asyncio.Event()

    async def pdf(self, template: str, say: Callable[[], Mapping[str, Any]]) -> bytes:  # noqa: ARG002 - as the real one
        self.made += 1
        await self.go.wait()
        if self.broken:
            raise CannotTypesetError(template)
        return f"document {self.made}".encode()


async def test_the_same_report_is_never_made_twice_at_a_time_and_then_found_again() -> None:
    slow = Slow()
    reports = Reports(slow)
    asked = [asyncio.create_task(reports.pdf(b"{}", instrument={}, wanted=WANTED)) for _ in range(20)]
    await asyncio.sleep(0)
    asked[0].cancel()
    slow.go.set()

    answers = await asyncio.gather(*asked[1:])

    assert set(answers) == {b"document 1"}
    assert await reports.pdf(b"{}", instrument={}, wanted=WANTED) == b"document 1"
    assert slow.made == 1


async def test_another_revision_and_another_form_are_other_reports() -> None:
    slow = Slow()
    slow.go.set()
    reports = Reports(slow)

    first = await reports.pdf(b"{}", instrument={}, wanted=WANTED)
    revised = await reports.pdf(b"{ }", instrument={}, wanted=WANTED)
    spanish = await reports.pdf(
        b"{}", instrument={}, wanted=Wanted(part="summary", paper="a4", language="es")
    )

    assert len({first, revised, spanish}) == 3


async def test_only_the_newest_are_kept() -> None:
    slow = Slow()
    slow.go.set()
    reports = Reports(slow, kept=2)
    for profile in (b"1", b"2", b"1", b"3", b"1"):  # 2 goes, for 1 was asked for again
        await reports.pdf(profile, instrument={}, wanted=WANTED)
    assert slow.made == 3

    await reports.pdf(b"2", instrument={}, wanted=WANTED)

    assert slow.made == 4


async def test_a_report_that_failed_is_tried_again() -> None:
    slow = Slow()
    slow.go.set()
    slow.broken = True
    reports = Reports(slow)
    with pytest.raises(CannotTypesetError):
        await reports.pdf(b"{}", instrument={}, wanted=WANTED)

    slow.broken = False

    assert await reports.pdf(b"{}", instrument={}, wanted=WANTED) == b"document 2"
