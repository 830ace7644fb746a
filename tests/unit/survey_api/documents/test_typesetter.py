"""The typesetter: what it leaves behind, what it says when it fails, and what the font lacks."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from survey_api.documents.glyphs import REPLACEMENT
from survey_api.documents.typesetter import TEMPLATES, CannotTypesetError, Typesetter
from tests.fixtures.printed import catalogue_of, text_of

ROOT = Path(__file__).parents[4]
TOKENS = ROOT / "frontend" / "src" / "shared" / "tokens.css"
SECRET = "7K2M-9QXD-4TBN-H8VF-3CWP"


@pytest.fixture
def plain(tmp_path: Path) -> Typesetter:
    """A typesetter whose poster says one text."""
    (tmp_path / "poster.typ").write_text(
        "#let data = json(bytes(sys.inputs.data))\n"
        '#set document(title: data.text, date: none)\n#set text(font: "Source Sans 3", fallback: false)\n'
        "= #data.text\n#data.replaced"
    )
    return Typesetter(templates=tmp_path)


async def test_what_goes_wrong_is_told_without_what_it_would_have_said(tmp_path: Path) -> None:
    (tmp_path / "cards.typ").write_text('#panic("quoted: " + sys.inputs.data)')

    with pytest.raises(CannotTypesetError) as caught:
        await Typesetter(templates=tmp_path).pdf("cards", lambda: {"code": SECRET})

    assert "cards" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


async def test_a_template_that_wants_a_package_gets_none(tmp_path: Path) -> None:
    (tmp_path / "cards.typ").write_text('#import "@preview/cetz:0.3.0"')

    with pytest.raises(CannotTypesetError):
        await Typesetter(templates=tmp_path).pdf("cards", dict)


def test_our_templates_take_in_nothing_from_outside() -> None:
    found = {
        (path.name, one)
        for path in TEMPLATES.glob("*.typ")
        for one in re.findall(r'"(@[^"]+|/[^"]+|\.\.[^"]*)"', path.read_text())
    }

    assert found == set()


def test_the_same_data_gives_the_same_bytes_in_another_process_too(plain: Typesetter) -> None:
    here = plain.set("poster", lambda: {"text": "Ñandú"})
    program = (
        "import sys; from pathlib import Path; from survey_api.documents.typesetter import Typesetter;"
        f"sys.stdout.buffer.write(Typesetter(templates=Path({str(plain._templates)!r}))"
        ".set('poster', lambda: {'text': 'Ñandú'}))"
    )

    there = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)  # noqa: S603 - our own

    assert there.stdout == here
    assert catalogue_of(here)["dates"] == []


@pytest.mark.parametrize(
    "name",
    [
        "Escuela Ñandú ¿dónde? ¡aquí!",
        "Trường Tiểu học Nguyễn Đình Chiểu",
        "Szkoła Żółta Łódź",
        "Ke Kula \u02bbo Nāwahīokalani\u02bbōpu\u02bbu",
        "Школа 7, Σχολείο",
    ],
)
async def test_names_of_schools_print_as_they_are_written(plain: Typesetter, name: str) -> None:
    pdf = await plain.pdf("poster", lambda: {"text": name})

    assert text_of(pdf) == f"{name} false"


@pytest.mark.parametrize("name", ["第三小学", "مدرسة النور", "हिन्दी", "Smile 😀"])
async def test_what_the_font_lacks_is_replaced_and_said(plain: Typesetter, name: str) -> None:
    pdf = await plain.pdf("poster", lambda: {"text": name})

    assert REPLACEMENT in text_of(pdf)
    assert text_of(pdf).endswith(" true")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("n\u0303andu\u0301", "ñandú"), ("a\tb\nc\x00d", "a b c d"), ("e\u2066f\u2069g", "efg")],
)
async def test_marks_are_joined_and_what_cannot_be_seen_is_left_out(
    plain: Typesetter, text: str, shown: str
) -> None:
    assert text_of(await plain.pdf("poster", lambda: {"text": text})) == f"{shown} false"


def test_nothing_is_written_anywhere_while_a_document_is_made(tmp_path: Path) -> None:
    (tmp_path / "cards.typ").write_text((TEMPLATES / "cards.typ").read_text())
    program = f"""
import sys, resource
from pathlib import Path
from survey_api.documents.cards import cards_data
from survey_api.documents.typesetter import Typesetter
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # from here on a file of one byte is an error
cards = [({SECRET!r}, "https://survey.example/survey/#v=1&c=7K2M9QXD4TBNH8VF3CWP")] * 12
pdf = Typesetter().set("cards", lambda: cards_data(cards, school="Lakeview", paper="a4"))
sys.exit(0 if pdf.startswith(b"%PDF-") and len(pdf) > 20_000 else 1)
"""
    before = set(tmp_path.iterdir())

    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-B", "-c", program],
        cwd=tmp_path,
        env={"TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        check=False,
    )

    assert ran.returncode == 0
    assert set(tmp_path.iterdir()) == before


def test_paper_has_the_colours_of_the_pages() -> None:
    light = TOKENS.read_text().partition("@media")[0]
    theirs = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light))
    ours: dict[str, Any] = ast.literal_eval((TEMPLATES / "colours.json").read_text())

    assert ours == {name: theirs[name] for name in ours}
