"""`python -m infra.pages`: the pages for a host of their own (docs/operations.md, "Pages on another host").

python -m infra.pages --api https://api.example --collector https://in.example --out DIRECTORY
python -m infra.pages --check https://pages.example
python -m infra.pages
"""

import argparse
import sys
from pathlib import Path

import httpx

from infra.pages.compare import differences
from infra.pages.hosts import caddyfile, headers_file, nginx_conf
from infra.pages.site import Files, NotBuilt, digest_of, read_build, site_files
from survey_api.page_policy import Addresses, InvalidConfig, addresses

_BUILT = Path(__file__).parent.parent.parent / "frontend" / "dist"
_TIMEOUT_S = 30


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked for; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        built = read_build(options.pages)
        print(f"bundle SHA-256: {digest_of(built)}")
        if options.check:
            return _check(built, options.check)
        if options.out:
            _write(built, addresses(api=options.api, collector=options.collector), options.out)
    except (NotBuilt, InvalidConfig, OSError, httpx.HTTPError) as error:
        print(f"Nothing was done: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.pages", description=__doc__.partition("\n")[0])
    parser.add_argument("--api", default="", help="origin of the API; the pages' own if left out")
    parser.add_argument("--collector", default="", help="origin responses are sent to; the API's if left out")
    parser.add_argument("--out", type=Path, help="empty or new directory for the site")
    parser.add_argument("--check", metavar="URL", help="compare the site there with what was built here")
    parser.add_argument("--pages", type=Path, default=_BUILT, help="the built pages; default frontend/dist")
    return parser


def _write(built: Files, where: Addresses, out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        raise NotBuilt(f"{out} is not empty: name a new directory")
    files = {**site_files(built, where), "_headers": headers_file(where, built).encode()}
    for path, content in files.items():
        target = out / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (out / "nginx.conf").write_text(nginx_conf(where), encoding="utf-8")
    (out / "Caddyfile").write_text(caddyfile(where), encoding="utf-8")
    print(f"Upload {out / 'site'}. It talks to: {where.connect}")
    print("Then set, where the API runs: CORS_ORIGINS to the site's origin, PAGES_URL to its address.")


def _check(built: Files, url: str) -> int:
    with httpx.Client(base_url=f"{url.rstrip('/')}/", timeout=_TIMEOUT_S, follow_redirects=True) as http:
        found = list(differences(built, http))
    for one in found:
        print(one)
    print(f"{url}: {f'{len(found)} differences' if found else 'the same, byte for byte'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
