"""The API with the access log that it switches off, for a control: `uvicorn --factory`."""

import logging

from starlette.types import Receive, Scope, Send

from survey_api.app import create_app


class Logged:
    """Undo what `survey_api.logs` does to the web server's access log."""

    def __init__(self) -> None:
        """Make the real application."""
        self._app = create_app()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve as the API does, in sight of the log."""
        access = logging.getLogger("uvicorn.access")
        access.disabled, access.propagate = False, True
        access.setLevel(logging.INFO)
        await self._app(scope, receive, send)
