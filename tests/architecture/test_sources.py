"""Rules about the files themselves."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CODE = {".py", ".ts", ".tsx", ".js", ".mjs", ".css"}
LONGEST = 400  # lines
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|farm|home/[a-z]+)/")
LOCKS = {"uv.lock", "package-lock.json", ".env"}
DATA = {".pdf", ".png", ".csv", ".gz", ".pyc"}
NOT_OURS = {
    *(".git", ".venv", ".tools", ".data", ".keys", ".logs", ".hypothesis"),
    *("build", "dist", "node_modules", "test-results", "__pycache__"),
}


#: What generators write into sdks/: `make check` compares it with what they would write today.
GENERATED = re.compile(r"sdks/(python|typescript)/src/(throughline_client/)?generated/")


def sources() -> list[Path]:
    """Every text file that people wrote for the repository, found without git: an archive has none."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith("_cache")]
        found += [Path(folder, name) for name in names if name not in LOCKS]
    written = [path for path in found if not GENERATED.match(path.relative_to(ROOT).as_posix())]
    return [path for path in written if path.suffix not in DATA and _is_text(path)]


def test_no_source_file_is_longer_than_people_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if path.suffix in CODE and (lines := len(path.read_text().splitlines())) > LONGEST
    }

    assert long == {}


def test_no_file_names_a_place_on_one_persons_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources()
        if path != Path(__file__)
        for match in MACHINE_PATH.finditer(path.read_text())
    ]

    assert found == []


def test_no_key_and_no_secret_is_sources() -> None:
    secret = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|tl_live_[0-9a-zA-Z]{6,}_[0-9a-zA-Z_-]{20,}")

    found = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path != Path(__file__) and secret.search(path.read_text())
    ]

    assert found == []


def _is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()[:8000]
