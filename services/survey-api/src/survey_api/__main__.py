"""Serve the API: `python -m survey_api`. No access log, no server banner."""

import sys

import uvicorn

from survey_api.app import create_app
from survey_api.settings import Settings, SettingsError, load


def main() -> int:
    """Run until stopped; 1 with one clear message when the environment is not fit."""
    try:
        settings = load(Settings)
        app = create_app(settings)
    except SettingsError as error:
        sys.stderr.write(f"survey_api: {error}\n")
        return 1
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
