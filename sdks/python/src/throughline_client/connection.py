"""One call to a client that works: its credentials, its patience, its memory."""

import httpx

from throughline_client.generated.client import AuthenticatedClient
from throughline_client.tokens import ClientCredentials
from throughline_client.transport import Courteous


def connect(
    base_url: str,
    *,
    client_id: str | None = None,
    client_secret: str | None = None,
    api_key: str | None = None,
    timeout_s: float = 30,
    longest_wait_s: float = 60,
    transport: httpx.BaseTransport | None = None,
    async_transport: httpx.AsyncBaseTransport | None = None,
) -> AuthenticatedClient:
    """Make a client for the generated operations; one for the life of a program is right.

    Args:
        base_url: of the installation, such as `https://survey.example`.
        client_id: of a client made with `POST /v1/clients`, `tlc_…`; with `client_secret`.
        client_secret: shown once, when the client was made.
        api_key: instead of a client: `tl_live_…`.
        timeout_s: for each request.
        longest_wait_s: the longest `Retry-After` that is heard; above it the answer is handed on as it is.
        transport: what carries the requests, for proxies and certificates of your own.
        async_transport: the same for `asyncio`.

    Raises:
        ValueError: neither a key nor a client's id and secret, or both.
    """
    has_client = client_id is not None and client_secret is not None
    if has_client == (api_key is not None):
        raise ValueError("give either api_key, or client_id and client_secret")
    courteous = Courteous(transport, async_transport, longest_wait_s=longest_wait_s)
    arguments: dict[str, object] = {"transport": courteous}
    if client_id is not None and client_secret is not None:
        arguments["auth"] = ClientCredentials(base_url, client_id, client_secret)
    return AuthenticatedClient(
        base_url=base_url.rstrip("/"),
        token=api_key or "",
        timeout=httpx.Timeout(timeout_s),
        httpx_args=arguments,
    )
