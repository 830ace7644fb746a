"""A site for another host: what is refused, what changes, and that a changed site is told apart."""

import hashlib
import json
import subprocess
from pathlib import Path

import httpx
import pytest

from infra.pages.__main__ import main
from infra.pages.compare import differences
from infra.pages.site import NotBuilt, digest_of, read_build, site_files
from survey_api.page_policy import addresses

POLICY = "default-src 'none'; connect-src 'self'; img-src data:"
PAGE = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
WORKER = 'const FILES = ["./"];\nconst VERSION = "survey-0123456789abcdef";\n'
ELSEWHERE = addresses(api="https://api.example", collector="https://in.example")


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """What a build leaves, in small."""
    built = tmp_path / "dist"
    files = {
        "config.json": '{"api":"","collector":""}\n',
        "survey/index.html": PAGE,
        "survey/service-worker.js": WORKER,
        "survey/assets/index-4f3a9c1b.js": "export {}",
        "measurement/index.html": "<p>no policy that names a server</p>",
    }
    for path, content in files.items():
        (built / path).parent.mkdir(parents=True, exist_ok=True)
        (built / path).write_text(content)
    listed = {path: hashlib.sha256(content.encode()).hexdigest() for path, content in files.items()}
    (built / "bundle.json").write_text(json.dumps({"digest": "", "files": listed}))
    return built


def site(dist: Path) -> dict[str, bytes]:
    return dict(site_files(read_build(dist), ELSEWHERE))


def test_what_was_not_built_or_changed_since_is_refused(dist: Path) -> None:
    with pytest.raises(NotBuilt, match="run `make pages` first"):
        read_build(dist / "survey")
    (dist / "survey" / "extra.js").write_text("1")
    with pytest.raises(NotBuilt, match=r"not as built: survey/extra\.js"):
        read_build(dist)
    (dist / "survey" / "extra.js").unlink()
    (dist / "survey" / "index.html").write_text(PAGE + " ")
    with pytest.raises(NotBuilt, match=r"survey/index\.html"):
        read_build(dist)
    (dist / "survey" / "index.html").unlink()
    with pytest.raises(NotBuilt, match=r"survey/index\.html"):
        read_build(dist)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--api", "https://*"],
        ["--api", "https://api.example/v1"],
        ["--api", "http://api.example"],
        ["--collector", "https://in.example; script-src *"],
    ],
)
def test_addresses_that_are_no_origins_make_no_site(
    dist: Path, tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"

    assert main([*arguments, "--pages", str(dist), "--out", str(out)]) == 1
    assert "must" in capsys.readouterr().err
    assert not out.exists()


def test_nothing_is_written_over(dist: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")

    assert main(["--pages", str(dist), "--out", str(tmp_path / "out")]) == 1
    assert "is not empty" in capsys.readouterr().err


def test_only_what_names_the_servers_changes(dist: Path) -> None:
    built, made = read_build(dist), site(dist)

    changed = {path for path in built if built[path] != made[path]}
    assert changed == {"config.json", "survey/index.html", "survey/service-worker.js"}
    assert made["config.json"] == b'{"api":"https://api.example","collector":"https://in.example"}\n'
    assert b"connect-src 'self' https://api.example https://in.example;" in made["survey/index.html"]
    assert site_files(built, addresses(api="", collector="")) == built


def test_other_addresses_are_another_version_for_phones(dist: Path) -> None:
    built = read_build(dist)
    versions = {
        site_files(built, addresses(api=api, collector=""))["survey/service-worker.js"]
        for api in ("", "https://a.example", "https://b.example")
    }

    assert len(versions) == 3


def test_a_site_has_one_rule_per_header_and_address(dist: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["--api", "https://api.example", "--pages", str(dist), "--out", str(out)]) == 0

    blocks = (out / "site" / "_headers").read_text().split("\n/")
    rules = {block.split("\n")[0].lstrip("/"): block for block in blocks}
    assert "immutable" in rules["survey/assets/*"]
    for path in ("survey/", "survey/index.html", "survey/service-worker.js", "config.json", "bundle.json"):
        assert "Cache-Control: no-cache" in rules[path]
    assert "Cache-Control" not in rules["*"]
    for name in ("_headers", "nginx.conf", "Caddyfile"):
        text = (out / ("site" if name == "_headers" else "") / name).read_text()
        assert "connect-src 'self' https://api.example;" in text
        assert "unsafe" not in text
        for header in ("Referrer-Policy", "X-Content-Type-Options", "Strict-Transport-Security"):
            assert text.count(header) == 1


def served(files: dict[str, bytes], **headers: str) -> httpx.Client:
    """A client of a site that serves these files."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self' https://api.example https://in.example; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    sent = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    } | headers

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/district/")
        path = f"{path}index.html" if path.endswith("/") else path
        return (
            httpx.Response(200, content=files[path], headers=sent) if path in files else httpx.Response(404)
        )

    return httpx.Client(transport=httpx.MockTransport(answer), base_url="https://pages.example/district/")


def test_a_site_made_here_is_the_same(dist: Path) -> None:
    assert list(differences(read_build(dist), served(site(dist)))) == []


def test_one_changed_byte_one_missing_file_and_one_header_are_found(dist: Path) -> None:
    changed = site(dist)
    changed["survey/assets/index-4f3a9c1b.js"] += b" "
    del changed["measurement/index.html"]

    found = list(differences(read_build(dist), served(changed, **{"Referrer-Policy": "origin"})))

    assert "survey/assets/index-4f3a9c1b.js: other bytes than this checkout builds" in found
    assert "measurement/index.html: the site answers 404" in found
    assert "survey/index.html: Referrer-Policy is 'origin' instead of 'no-referrer'" in found


def test_other_addresses_in_the_page_than_in_its_config_are_found(dist: Path) -> None:
    changed = site(dist)
    changed["survey/index.html"] = changed["survey/index.html"].replace(b"https://in.", b"https://evil.")

    assert list(differences(read_build(dist), served(changed))) == [
        "survey/index.html: other bytes than this checkout builds"
    ]


def test_the_bundles_digest_is_what_standard_tools_print(dist: Path) -> None:
    """The command in docs/operations.md, so that nobody needs our program to compare."""
    command = (
        "find . -type f ! -name bundle.json | sed 's|^\\./||' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    )
    done = subprocess.run(  # noqa: S603 - the documented command
        ["/bin/sh", "-c", command], cwd=dist, capture_output=True, text=True, check=True
    )

    assert done.stdout.split()[0] == digest_of(read_build(dist))
