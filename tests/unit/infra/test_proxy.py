"""The containers' proxy serves every page, with the headers the API would send."""

from pathlib import Path

from survey_api.page_policy import HSTS, NO_SNIFFING, Addresses, page_headers

ROOT = Path(__file__).parent.parent.parent.parent
CADDYFILE = (ROOT / "infra" / "proxy" / "Caddyfile").read_text(encoding="utf-8")


def test_every_page_and_what_lies_beside_them_is_served() -> None:
    [line] = [line.split() for line in CADDYFILE.splitlines() if line.split()[:2] == ["@pages", "path"]]
    names = {page.parent.name for page in (ROOT / "frontend" / "src").glob("*/index.html")}

    wanted = (
        {"/config.json", "/bundle.json"} | {f"/{name}" for name in names} | {f"/{name}/*" for name in names}
    )
    assert names >= {"survey", "results", "verify"}
    assert wanted <= set(line)


def test_its_headers_are_those_of_the_api() -> None:
    lines = {line.strip().replace('"', "") for line in CADDYFILE.splitlines()}

    for name, value in {**page_headers(Addresses()), **NO_SNIFFING}.items():
        assert f"{name} {value}" in lines
    for matcher in ("@secure", "@behind_tls"):
        assert f"header {matcher} Strict-Transport-Security {HSTS['Strict-Transport-Security']}" in lines
