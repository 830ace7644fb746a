"""`python -m infra.sdks` writes the generated clients; `--check` compares them (`make sdks`, `make check`).

Both generators are pinned by lock files, work offline, and give the same files for the same document.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DOCUMENT: Final = ROOT / "docs" / "openapi.json"
PYTHON: Final = ROOT / "sdks" / "python" / "src" / "throughline_client"
PYTHON_OUT: Final = PYTHON / "generated"
TYPESCRIPT: Final = ROOT / "sdks" / "typescript"
TYPESCRIPT_OUT: Final = TYPESCRIPT / "src" / "generated"


def python_client(out: Path) -> None:
    """Generate the Python package `generated` at `out`."""
    config = ROOT / "sdks" / "python" / "generator.yaml"
    _run(
        *(str(Path(sys.executable).with_name("openapi-python-client")), "generate", "--meta", "none"),
        *("--path", str(DOCUMENT), "--config", str(config), "--output-path", str(out), "--overwrite"),
    )


def typescript_types(out: Path) -> None:
    """Generate the TypeScript types of every path into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    _run(
        *("node", str(TYPESCRIPT / "node_modules" / "openapi-typescript" / "bin" / "cli.js")),
        *(str(DOCUMENT), "--output", str(out / "schema.ts")),
    )


def files_of(folder: Path) -> dict[str, str]:
    """Every generated file by its path in `folder`."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".ts", ".typed"}:
            text = path.read_text(encoding="utf-8")
            found[str(path.relative_to(folder))] = "\n".join(line.rstrip() for line in text.split("\n"))
    return found


def main() -> int:
    """Write or compare; 1 when something has drifted."""
    parser = argparse.ArgumentParser(prog="python -m infra.sdks", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, and change nothing")
    check = parser.parse_args().check
    drifted = []
    with tempfile.TemporaryDirectory(prefix="tl-sdks-") as scratch:
        for make, out in ((python_client, PYTHON_OUT), (typescript_types, TYPESCRIPT_OUT)):
            fresh = Path(scratch, out.parent.name, out.name)
            fresh.parent.mkdir(parents=True, exist_ok=True)
            make(fresh)
            wanted = files_of(fresh)
            if wanted != files_of(out):
                drifted.append(out.relative_to(ROOT))
                if not check:
                    _write(out, wanted)
    for path in drifted:
        print(f"{'has drifted; run make sdks' if check else 'written'}: {path}")
    return 1 if check and drifted else 0


def _write(out: Path, wanted: dict[str, str]) -> None:
    shutil.rmtree(out, ignore_errors=True)
    for name, text in wanted.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"{Path(command[0]).name} failed")


if __name__ == "__main__":
    raise SystemExit(main())
