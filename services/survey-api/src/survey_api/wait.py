"""Wait until the database is at this version's schema: `python -m survey_api.wait`.

For starts that nothing else puts in order (containers, replicas): run it before the API.
"""

import asyncio
import sys
import time
from typing import Final

from survey_api import logs
from survey_api.db import Database
from survey_api.health.checks import check_database
from survey_api.settings import Settings, SettingsError, load

PATIENCE_S: Final = 300.0
PAUSE_S: Final = 1.0


async def why_not_yet() -> str | None:
    """What is missing, in words; None when the API can start."""
    try:
        database = Database(load(Settings))
    except SettingsError as error:  # the first migration writes the role secret
        return str(error)
    try:
        answers, newest = await check_database(database)
    finally:
        await database.close()
    if not answers:
        return "the database does not answer"
    return None if newest else "the database is not at this version's schema: survey_api.migrate has to run"


def main() -> int:
    """Wait; 0 when the API can start, 1 with the last reason after five minutes."""
    logs.configure("error")  # waiting is no news
    deadline = time.monotonic() + PATIENCE_S
    while (reason := asyncio.run(why_not_yet())) is not None:
        if time.monotonic() > deadline:
            sys.stderr.write(f"wait: {reason}\n")
            return 1
        time.sleep(PAUSE_S)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
