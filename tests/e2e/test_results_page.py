"""After the close: the school's profile can be read, with a key, by who signed in, and by a link."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pypdfium2
import pytest
from sqlalchemy.engine import make_url

from infra.local.stack import Stack
from tests.e2e.wave import Wave, open_wave

Journey = Callable[..., dict[str, Any]]
#: Width and height in points.
SHEETS = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}


@pytest.fixture(scope="module")
def published(module_stack: Stack) -> Wave:
    """A school whose profile is published."""
    wave = open_wave(module_stack)
    wave.fill(range(36))
    wave.close()
    return wave


def test_the_profile_is_shown(module_stack: Stack, published: Wave, journey: Journey) -> None:
    wave = published
    journey(
        "results",
        origin=module_stack.base_url,
        key=module_stack.admin_key,
        school=wave.school,
        factors=[factor.title["en"] for factor in wave.instrument.factors],
    )
    journey(
        "signIn",
        origin=module_stack.base_url,
        link=link_for(module_stack, wave),
        share=share_of(module_stack, wave),
        school=wave.school,
    )


def test_a_principal_reads_and_prints_by_a_link_and_a_link_that_is_over_says_what_to_do(
    module_stack: Stack, published: Wave, journey: Journey, tmp_path: Path
) -> None:
    revoked, expired = (share_of(module_stack, published) for _ in range(2))
    end_shares(module_stack, published, revoked=revoked, expired=expired)
    document = profile_of(module_stack, published)
    title = {factor.id: factor.title["en"] for factor in published.instrument.factors}
    paper = {size: str(tmp_path / f"{size}.pdf") for size in SHEETS}
    starts = [title[factor] for factor in document["start_here"]["factors"]]
    journey(
        "sharedReport",
        share=share_of(module_stack, published),
        revoked=revoked,
        expired=expired,
        school=published.school,
        start=(starts or ["Nothing stands out as weak"])[0],
        label=published.instrument.scales["agreement6"].points[0].label["en"],
        paper=paper,
        saved=str(tmp_path / "saved.pdf"),
    )

    (summary,) = pypdfium2.PdfDocument(tmp_path / "saved.pdf")
    assert summary.get_size() == pytest.approx(SHEETS["A4"], abs=2)
    assert published.school in summary.get_textpage().get_text_bounded()

    for size, sheet in SHEETS.items():
        printed = pypdfium2.PdfDocument(paper[size])
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in printed]
        assert printed[0].get_size() == pytest.approx(sheet, abs=2), size
        first, whole = texts[0], " ".join(texts)
        for said in (
            published.school,
            "36 of 45 people answered (80 %)",
            "At a glance",
            "Where to start",
            *starts,
        ):
            assert said in first, (size, said)
        assert "The full report holds a plan for a meeting of 45 minutes." in first, "the summary is one page"
        for factor in factors_of(document):
            assert title[factor["id"]] in whole
            assert f"{factor['score']['mean']:.1f}" in whole
        (meeting,) = [text for text in texts if "A meeting of 45 minutes" in text]
        assert "What do you notice?" in meeting
        assert "Tell the whole faculty within a week." in meeting, "a sheet of its own"
        for control in ("Print this page", "Español", "How was this computed?", "The same as a table"):
            assert control not in whole, (size, control)


def factors_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [factor for domain in document["domains"] for factor in domain["factors"]]


def profile_of(stack: Stack, wave: Wave) -> dict[str, Any]:
    """The published document."""
    with _operator(stack) as http:
        rows = http.get(f"/v1/profiles?administration={wave.administration}").json()["data"]
    (document,) = rows
    found: dict[str, Any] = document
    return found


def end_shares(stack: Stack, wave: Wave, *, revoked: str, expired: str) -> None:
    """End one link as the office does, and let the other run out as if its time had come."""
    shares = f"/v1/participations/{wave.participation}/shares"
    hashes = [sha256(link.partition("#share=")[2].encode()).digest() for link in (revoked, expired)]

    async def run_out() -> str:
        url = make_url(stack.database_url).set(drivername="postgresql")
        database = await asyncpg.connect(url.render_as_string(hide_password=False))
        try:
            await database.execute("UPDATE shares SET expires_at = now() WHERE token_hash = $1", hashes[1])
            return str(await database.fetchval("SELECT id FROM shares WHERE token_hash = $1", hashes[0]))
        finally:
            await database.close()

    ended = asyncio.run(run_out())
    with _operator(stack) as http:
        assert http.delete(f"{shares}/{ended}").status_code == 204


def link_for(stack: Stack, wave: Wave) -> str:
    """What the operator's command prints for somebody who is invited by it."""
    with _operator(stack) as http:
        district = http.get(f"/v1/administrations/{wave.administration}").json()["district"]
    link = stack.sign_in_link(district=district, email="lead@lakeview.example")
    assert link is not None
    assert "/sign-in/#t=tl_link_" in link
    return link


def share_of(stack: Stack, wave: Wave) -> str:
    ends = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with _operator(stack) as http:
        made = http.post(f"/v1/participations/{wave.participation}/shares", json={"expires_at": ends})
    assert made.status_code == 201, made.text
    return str(made.json()["url"])


def _operator(stack: Stack) -> httpx.Client:
    return httpx.Client(base_url=stack.base_url, headers={"authorization": f"Bearer {stack.admin_key}"})
