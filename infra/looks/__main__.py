"""`python -m infra.looks`: six schools, five ways of looking at each, and a sheet with all of them."""

import argparse
import html
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pypdfium2

from infra.local.errors import LocalError
from infra.local.home import Home
from infra.local.stack import Stack
from infra.looks.office import Office, Refused
from infra.looks.schools import LOOKS
from survey_core.instruments import shipped
from tests.e2e import pages
from tests.e2e.pages import PageFailed

INSTRUMENT: Final = "internal-coherence"
_TIMEOUT_S: Final = 600
#: Pixels for each point of paper.
_PRINT_SCALE: Final = 1.3
_MOST_PAGES: Final = 4


def main() -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/looks"), help="folder, made anew")
    out = parser.parse_args().out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="throughline-looks-") as folder,
            Stack(Home(Path(folder))) as stack,
        ):
            published = Office(stack.base_url, key=stack.admin_key).publish(shipped(INSTRUMENT))
            schools = {look.name: published[look.school] for look in LOOKS}
            taken = _photograph(stack.base_url, schools, out)
    except (LocalError, PageFailed, Refused) as error:
        print(f"No pictures: {error}", file=sys.stderr)
        return 1
    for name in schools:
        taken[name] += _printed(out, name)
    (out / "index.html").write_text(_sheet(taken), encoding="utf-8")
    print(f"{sum(map(len, taken.values()))} pictures: {out / 'index.html'}")
    return 0


def _photograph(origin: str, schools: dict[str, str], out: Path) -> dict[str, list[str]]:
    facts = json.dumps({"origin": origin, "schools": schools, "out": str(out)})
    said = pages.node(
        "e2e/looks.mjs", timeout_s=_TIMEOUT_S, given=facts, environment={"CHROMIUM": pages.chromium_path()}
    )
    found: dict[str, list[str]] = json.loads(said.splitlines()[-1])
    return found


def _printed(out: Path, name: str) -> list[str]:
    """The first pages of what the browser printed, as pictures."""
    document = pypdfium2.PdfDocument(out / f"{name}-print.pdf")
    names = []
    for at in range(min(len(document), _MOST_PAGES)):
        names.append(f"{name}-print-{at + 1}.png")
        document[at].render(scale=_PRINT_SCALE).to_pil().save(out / names[-1])
    return names


def _sheet(taken: dict[str, list[str]]) -> str:
    rows = "".join(f"<h2>{html.escape(name)}</h2><p>{_figures(names)}</p>" for name, names in taken.items())
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Looks</title>'
        "<style>img{height:36rem;border:1px solid;vertical-align:top}a{margin:.25rem}</style>"
        f"<h1>The report of six made-up schools</h1>{rows}</html>\n"
    )


def _figures(names: Sequence[str]) -> str:
    return " ".join(f'<a href="{name}"><img src="{name}" alt="{name}"></a>' for name in names)


if __name__ == "__main__":
    raise SystemExit(main())
