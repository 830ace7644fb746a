"""The OpenAPI document written as HTML: a page for each reader who would rather not read JSON."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from survey_api.reference.shapes import type_of

Json = Mapping[str, Any]

_METHODS: Final = ("get", "post", "put", "patch", "delete")
STYLE: Final = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
code, pre { font: .9rem/1.4 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem; }
h2 { margin-top: 3rem; border-bottom: 2px solid; }
article { margin: 2rem 0; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid; }
h3 { overflow-wrap: anywhere; }
h3 code { font-size: 1.1rem; }
summary { cursor: pointer; padding: .2rem 0; }
nav li { display: inline-block; margin-right: 1rem; line-height: 2; }
nav ul { padding: 0; }
"""


def page(document: Json) -> str:
    """Write the page; it follows from the document alone."""
    return "".join(_parts(document))


def _parts(document: Json) -> Iterator[str]:
    groups: defaultdict[str, list[tuple[str, str, Json]]] = defaultdict(list)
    for path, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                groups[operations[method].get("tags", ["other"])[0]].append(
                    (method, path, operations[method])
                )
    title = escape(f"{document['info']['title']} API, version {document['info']['version']}")
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head><body><header><h1>{title}</h1>"
    yield f"<p>{escape(document['info'].get('summary', ''))}"
    yield " For programs: <a href=openapi.json>openapi.json</a>; what may go wrong:"
    yield " <a href=problems>problems</a>.</p></header><nav aria-label=Contents><ul>"
    for name in sorted(groups):
        yield f'<li><a href="#{escape(_anchor(name))}">{escape(name)}</a></li>'
    yield '<li><a href="#shapes">what is sent and answered</a></li></ul></nav><main>'
    for name, operations in sorted(groups.items()):
        yield f'<section><h2 id="{escape(_anchor(name))}">{escape(name)}</h2>'
        for method, path, operation in operations:
            yield from _operation(method, path, operation)
        yield "</section>"
    yield '<section><h2 id="shapes">What is sent and answered</h2>'
    for name, schema in sorted(document["components"]["schemas"].items()):
        yield from _schema(name, schema)
    yield "</section></main></body></html>\n"


def _anchor(tag: str) -> str:
    return f"_{tag}"  # operations have no name that begins so


def _operation(method: str, path: str, operation: Json) -> Iterator[str]:
    name = escape(operation["operationId"])
    yield f'<article id="{name}"><h3><code>{method.upper()} {escape(path)}</code></h3>'
    yield f"<p>{_text(operation.get('description', operation.get('summary', '')))}</p>"
    if scopes := _scopes(operation):
        yield f"<p>Scope: {', '.join(f'<code>{escape(one)}</code>' for one in scopes)}</p>"
    yield from _table(
        ("parameter", "in", "type", ""),
        [
            (
                f"<code>{escape(one['name'])}</code>",
                one["in"],
                _needed(one),
                _text(one.get("description", "")),
            )
            for one in operation.get("parameters", ())
        ],
    )
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<details><summary>Body: <code>{escape(media)}</code></summary>"
        yield from _content(content)
        yield "</details>"
    for status, response in sorted(operation["responses"].items()):
        yield f"<details><summary>{escape(status)} {_text(response.get('description', ''))}</summary>"
        for content in response.get("content", {}).values():
            yield from _content(content)
        yield "</details>"
    yield "</article>"


def _scopes(operation: Json) -> list[str]:
    return sorted(
        {scope for way in operation.get("security", ()) for given in way.values() for scope in given}
    )


def _needed(parameter: Json) -> str:
    return type_of(parameter.get("schema", {})) + (", required" if parameter.get("required") else "")


def _content(content: Json) -> Iterator[str]:
    """What a body is, with its examples; of problems only their names, which lead to what they mean."""
    if content.get("schema", {}).get("$ref", "").endswith("/Problem"):
        named = (escape(code) for code in content.get("examples", ()))
        links = ", ".join(f'<a href="problems/{code}">{code}</a>' for code in named)
        yield f"<p>{links}</p>"
        return
    yield f"<p>{type_of(content.get('schema', {}))}</p>"
    shown = [one["value"] for one in content.get("examples", {}).values()]
    for one in [content["example"], *shown] if "example" in content else shown:
        text = one if isinstance(one, str) else json.dumps(one, ensure_ascii=False, indent=2)
        yield f"<pre tabindex=0>{escape(text)}</pre>"


def _schema(name: str, schema: Json) -> Iterator[str]:
    yield f'<article id="schema-{escape(name)}"><h3>{escape(name)}</h3>'
    yield f"<p>{_text(schema.get('description', ''))}</p>"
    required = set(schema.get("required", ()))
    yield from _table(
        ("field", "type", ""),
        [
            (
                f"<code>{escape(field)}</code>",
                type_of(one) + ("" if field in required else ", optional"),
                _text(one.get("description", "")),
            )
            for field, one in schema.get("properties", {}).items()
        ],
    )
    if not schema.get("properties"):
        yield f"<p>{type_of(schema)}</p>"
    yield "</article>"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Cells are HTML already."""
    if rows:
        yield f"<table><thead><tr>{''.join(f'<th scope=col>{one}</th>' for one in head)}</tr></thead><tbody>"
        for row in rows:
            yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        yield "</tbody></table>"


def _text(markdown: str) -> str:
    """A description; of Markdown it uses code only."""
    plain, *rest = escape(markdown).split("`")
    return plain + "".join(f"<code>{one}</code>" if n % 2 == 0 else one for n, one in enumerate(rest))
