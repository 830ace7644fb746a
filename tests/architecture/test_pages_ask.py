"""Pages ask for published documents only, and the survey for what every respondent may read."""

import json
import re

from tests.architecture.roads import ROOT


def administration() -> set[str]:
    """The addresses for people who run surveys: all but those of respondents."""
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text())["paths"]
    kept = {
        path
        for path, methods in paths.items()
        if not any("respondents" in each["tags"] for each in methods.values() if "tags" in each)
    }
    return {re.sub(r"\{[^}]*\}", "*", path) for path in kept}


#: Which routes each page may ask: published documents, and for the survey what every respondent may read.
PAGES_ASK = {
    "survey": {"/v1/passes", "/v1/responses", "/v1/participations/*/*"},
    "results": {
        "/v1/profiles",
        "/v1/profiles/*",
        "/v1/instruments",
        "/v1/instruments/*",
        "/v1/districts/*/summary",
        # Which schools one reaches, and whose district an administration is: nothing of anybody's answers.
        "/v1/token_info",
        "/v1/administrations/*",
        "/v1/participations/*/report",
        "/v1/shared-profile/report",
        # The same documents as a PDF.
        "/v1/profiles/*/pdf",
        "/v1/participations/*/report/pdf",
        "/v1/shared-profile/pdf",
    },
    # Signing out, for every page that people sign in for.
    "shared": {"/v1/sign-in/session"},
    # For people who run surveys and read results; no respondent comes here.
    "sign-in": {"/v1/sign-in/links", "/v1/sign-in/sessions", "/v1/sign-in/oidc", "/v1/token_info"},
    "verify": {"/v1/participations/*/*"},
    "console": administration(),
}
_ADDRESS = re.compile(r"""[`'"]([^`'"\s]*/?v1/[^`'"\s]*)[`'"]""")
_ASKS = re.compile(r"\b(?:fetch|sendBeacon|XMLHttpRequest|EventSource|WebSocket)\b\s*[(.]")


def asked(text: str) -> set[str]:
    """The addresses of our API in a script, with `*` for what is filled in."""
    found = {re.sub(r"\$?\{[^}]*\}", "*", address) for address in _ADDRESS.findall(text)}
    return {"/" + address.partition("?")[0].lstrip("*/") for address in found}


def test_pages_ask_for_published_documents_only() -> None:
    source = ROOT / "frontend" / "src"
    scripts = {path: path.read_text() for kind in ("ts", "tsx", "js") for path in source.rglob(f"*.{kind}")}
    askers = {path for path, text in scripts.items() if _ASKS.search(text)}

    for path, text in scripts.items():
        page = path.relative_to(source).parts[0]
        assert asked(text) <= PAGES_ASK.get(page, set()), path
    assert {path.name for path in askers} <= {"asking.ts", "server.ts", "service-worker.js", "app.tsx"}, (
        askers
    )
    assert any(asked(text) for text in scripts.values())


def test_a_page_that_asks_for_more_is_found() -> None:
    assert asked("client.POST('/v1/responses')") == {"/v1/responses"}
    assert "/v1/responses" not in PAGES_ASK["console"]
    assert "/v1/participations/*/cards" in PAGES_ASK["console"]
    assert asked("fetch(`/v1/administrations/${id}/answers?x=1`)") == {"/v1/administrations/*/answers"}
    assert asked("get(`${base}/v1/exports/${id}`)") == {"/v1/exports/*"}
    assert _ASKS.search("navigator.sendBeacon('/x')")
