"""Names of schemas as generated clients show them: `School`, not `survey_api__schools__schemas__School`.

The framework names a schema after its class, and writes the whole module out where two classes share a name.
Here the API's own class keeps its plain name, and that of a published document says what it belongs to.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

_REF: Final = "#/components/schemas/"
_PAGE: Final = re.compile(r"^Page_.+_$")
_FORM: Final = re.compile(r"^Body_(?P<operation>.+)$")
#: What the classes of a published document are called where the API has one of that name.
_DOCUMENTS: Final = {"district": "Summary", "measures": "Measured", "profile": "Profile"}


def rename_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with every schema named so that code can be made of it."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    names = _new_names(schemas)
    renamed: dict[str, Any] = _with_references(document, names)
    renamed["components"]["schemas"] = {
        names[old]: _titled(schema, names[old]) for old, schema in renamed["components"]["schemas"].items()
    }
    return renamed


def _new_names(schemas: Mapping[str, Any]) -> dict[str, str]:
    plain = {name: _merged(name, schemas) for name in schemas if not _PAGE.match(name)}
    namesakes: defaultdict[str, set[str]] = defaultdict(set)
    for name in plain.values():
        namesakes[name.rpartition("__")[2]].add(name)
    names = {old: _shortest(name, namesakes[name.rpartition("__")[2]]) for old, name in plain.items()}
    for name, schema in schemas.items():
        if _PAGE.match(name):
            item = schema["properties"]["data"]["items"]["$ref"].removeprefix(_REF)
            names[name] = names[item] + "Page"
    return names


def _merged(name: str, schemas: Mapping[str, Any]) -> str:
    """One name for what is sent and what is answered, where the two are the same."""
    if form := _FORM.match(name):
        return "".join(word.title() for word in form["operation"].split("_")) + "Form"
    short = name.removesuffix("-Input").removesuffix("-Output")
    same = (one for one in schemas if one.rpartition("__")[2] == short and schemas[one] == schemas[name])
    return next(same, short) if short != name else name


def _shortest(name: str, namesakes: set[str]) -> str:
    module, _, short = name.rpartition("__")
    words = module.split("__")
    ours = [one for one in namesakes if not one.startswith("survey_core__")]
    if len(namesakes) == 1 or ours == [name]:
        return short
    if words[0] == "survey_core":
        return _DOCUMENTS[words[-1]] + short
    room = words[1].title()
    return short if short == room else room.removesuffix("s") + short


def _with_references(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _reference(key, inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_references(inner, names) for inner in value]
    return value


def _reference(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if key == "$ref" and isinstance(value, str) and value.startswith(_REF):
        old = value.removeprefix(_REF)
        return _REF + names.get(old, old)
    return _with_references(value, names)


def _titled(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return schema | {"title": name} if "title" in schema else schema
