"""`make nyc`: the comparison into build/nyc/index.html, where the data is."""

import os
import sys
from pathlib import Path

from infra.nyc.city import city_schools, consistent_schools, draw, item_rules
from infra.nyc.comparing import city_district, compare, published_profiles
from infra.nyc.page import page
from infra.nyc.summing import sum_up

PROJECT = Path(__file__).parents[2]
_SHOWN = 6


def make(data: Path, *, out: Path) -> str:
    """Write the page and return what it comes to, in one paragraph.

    Args:
        data: directory of the city's files.
        out: the page.
    """
    rules = item_rules(data)
    everyone = city_schools(data)
    results = compare(city_district(everyone, rules), everyone, rules)
    known = [result for result in results if rules[result.item].reproduced == 1.0]
    unknown = [result for result in results if rules[result.item].reproduced < 1.0]
    drawn = draw(consistent_schools(data))
    profiles = published_profiles(city_district(drawn, rules), [school.dbn for school in drawn])
    schools = list(zip(drawn, profiles, strict=True))
    summary = sum_up(known, schools=schools, rules=rules)
    out.parent.mkdir(parents=True, exist_ok=True)
    text = page(summary, results=known, unknown=unknown, schools=schools[:_SHOWN], rules=rules)
    out.write_text(text, encoding="utf-8")
    return summary.text


def main() -> int:
    """Entry point of `python -m infra.nyc`."""
    root = Path(os.environ.get("REFERENCE_DATA_DIR") or PROJECT.parent / "shared" / "reference")
    data, out = root / "statistics" / "data", PROJECT / "build" / "nyc" / "index.html"
    if not (data / "nyc2011_A_teacher_counts.csv").is_file():
        print(f"The city's files are not in {data}. Set REFERENCE_DATA_DIR (docs/nyc.md).", file=sys.stderr)
        return 1
    print(make(data, out=out))
    print(f"The page: {out.relative_to(PROJECT)}")
    return 0
