"""A host that knows nothing of Throughline: it serves a folder and obeys its `_headers`, as such hosts do."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


@contextmanager
def static_host(site: Path) -> Iterator[str]:
    """Serve `site` as long as the context lasts; gives its origin."""
    rules = _read_rules((site / "_headers").read_text(encoding="utf-8"))
    handler = partial(_Handler, directory=str(site), rules=rules)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


Rules = list[tuple[re.Pattern[str], Mapping[str, str]]]


def _read_rules(text: str) -> Rules:
    """Paths at the margin, their headers indented below them; `*` stands for anything."""
    rules: Rules = []
    for line in text.splitlines():
        if not line.startswith(" "):
            rules.append((re.compile(".*".join(map(re.escape, line.split("*")))), {}))
        else:
            name, _, value = line.strip().partition(": ")
            rules[-1] = (rules[-1][0], {**rules[-1][1], name: value})
    return rules


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, rules: Rules, **options: Any) -> None:
        self._rules = rules
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        path = self.path.partition("?")[0]
        for pattern, headers in self._rules:
            if pattern.fullmatch(path):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the library's own name
        pass
