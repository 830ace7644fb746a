"""Change the key that signs access tokens: `python -m survey_api.access.rotate`.

By itself a new one takes over every 30 days. `--revoke` is for a key that may have been copied.
"""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from survey_api.access import token_keys
from survey_api.access.token_schedule import KEPT_AFTER, PUBLISHED_AHEAD

_SETTING: Final = "ISSUER_KEY_DIR"


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 on success, 1 with one clear message otherwise."""
    parser = argparse.ArgumentParser(prog="python -m survey_api.access.rotate", description=__doc__)
    parser.add_argument("--key-dir", default=os.environ.get(_SETTING), help=f"default: {_SETTING}")
    parser.add_argument(
        "--revoke",
        action="store_true",
        help="destroy the keys there are: within a minute every token issued before is refused",
    )
    given = parser.parse_args(arguments)
    if not given.key_dir:
        sys.stderr.write(f"rotate: set {_SETTING}, or name the directory with --key-dir\n")
        return 1
    try:
        said = _rotate(Path(given.key_dir), revoke=given.revoke)
    except OSError as error:
        sys.stderr.write(f"rotate: {error}\n")
        return 1
    sys.stdout.write(f"rotate: {said}\n")
    return 0


def _rotate(key_dir: Path, *, revoke: bool) -> str:
    gone = token_keys.destroy_all(key_dir) if revoke else 0
    path = token_keys.make(key_dir, now=datetime.now(UTC))
    if revoke:
        return f"destroyed {gone}, made {path.name}; clients get a new token with their next request for one"
    ahead, after = (int(each.total_seconds() // 60) for each in (PUBLISHED_AHEAD, KEPT_AFTER))
    return f"made {path.name}; it signs in {ahead} minutes, the one before goes {after} minutes later"


if __name__ == "__main__":
    raise SystemExit(main())
