"""A typed client of Throughline's REST API.

`connect` makes a client that fetches and renews its own access tokens, waits when it is asked to, and
fetches nothing twice that has not changed. The operations are generated, a module for each, by collection:
`throughline_client.generated.api.schools.create_school`. What they take and answer is in `models`.
"""

from throughline_client.connection import connect
from throughline_client.generated import models
from throughline_client.generated.client import AuthenticatedClient, Client
from throughline_client.generated.types import UNSET, Response, Unset
from throughline_client.paging import each, each_async
from throughline_client.problems import ProblemError, answer_of
from throughline_client.tokens import ClientCredentials, NoTokenError

__all__ = [
    "UNSET",
    "AuthenticatedClient",
    "Client",
    "ClientCredentials",
    "NoTokenError",
    "ProblemError",
    "Response",
    "Unset",
    "answer_of",
    "connect",
    "each",
    "each_async",
    "models",
]
