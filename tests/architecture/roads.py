"""Who names what in the source: tables, constructors, modules. The rules themselves are in test_one_road.py.

Everything works on a mapping of module name to source text, so that a planted module can be added to the real
ones: a rule that does not fail on a violation proves nothing.
"""

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
Sources = Mapping[str, str]
#: Names of modules that define tables; their own definitions are no use of them.
TABLES_PACKAGE = "survey_core.tables"
_SQL = r"\b(?:from|join|into|update|using|only|table|copy)\s+(?:only\s+)?(?:public\.)?\"?({names})\b"
_CORE_IN_SQL = re.compile(
    r"\bprofiles\b.*\bcore\b|\bcore\b.*\bprofiles\b|\bselect\s+\*\s+from\s+(?:public\.)?profiles\b",
    re.DOTALL | re.IGNORECASE,
)
_TABLE_MAKERS = {"Table", "table", "quoted_name"}


def real_sources() -> dict[str, str]:
    """Every module of the services."""
    found = {}
    for source in sorted((ROOT / "services").glob("*/src")):
        for path in sorted(source.rglob("*.py")):
            parts = path.relative_to(source).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text()
    return found


@cache
def nodes(text: str) -> Sequence[ast.AST]:
    """Every node of a module; the real ones are asked again for each planted one."""
    return tuple(ast.walk(ast.parse(text)))


def tables_named(text: str, *, tables: Collection[str]) -> set[str]:
    """Which of `tables` a module names: imported, as an attribute, or in a statement written as text."""
    in_sql = re.compile(_SQL.replace("{names}", "|".join(sorted(tables))), re.IGNORECASE)
    found: set[str] = set()
    for node in nodes(text):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(TABLES_PACKAGE):
            names = {alias.name for alias in node.names}
            found |= set(tables) if "*" in names or names & {"metadata", "releaser", "collector"} else names
        elif isinstance(node, ast.Import) and any(a.name.startswith(TABLES_PACKAGE) for a in node.names):
            found |= set(tables)
        elif isinstance(node, ast.Call) and _callee(node) in _TABLE_MAKERS | {"text"}:
            found |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)}
    for statement in _texts(text):
        found |= {match.lower() for match in in_sql.findall(statement)}
    return found & set(tables)


def columns_named(text: str, *, tables: Collection[str]) -> set[tuple[str, str]]:
    """Which columns of `tables` a module names as `table.c.column` or `table.c["column"]`, aliases apart."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Attribute):
            table = _last(node.value.value) if _is_columns(node.value) else ""
            column = node.attr if isinstance(node, ast.Attribute) else str(_constant(node.slice))
            if table in tables:
                found.add((table, column))
    return found


def reads_core(text: str) -> bool:
    """Whether a module reads the column `core` of `profiles`, or everything of that table."""
    as_column = any(
        (isinstance(node, ast.Attribute) and node.attr == "core" and _is_columns(node.value))
        or (isinstance(node, ast.Subscript) and _is_columns(node.value) and _constant(node.slice) == "core")
        or (isinstance(node, ast.Call) and _callee(node) == "select" and _names_table(node, "profiles"))
        for node in nodes(text)
    )
    return as_column or any(_CORE_IN_SQL.search(statement) for statement in _texts(text))


def constructs(text: str, *, names: Collection[str]) -> set[str]:
    """Which of the classes `names` a module makes instances of, `model_construct` included."""
    found = set()
    for node in nodes(text):
        if isinstance(node, ast.Call):
            if (name := _callee(node)) in names:
                found.add(name)
            elif name in {"model_construct", "__new__"} and isinstance(node.func, ast.Attribute):
                found.add(_last(node.func.value))
    return found & set(names)


def imports(sources: Sources) -> dict[str, set[str]]:
    """Module to the modules it imports, packages on the way to them included, anywhere in its text."""
    found: dict[str, set[str]] = {}
    for module, text in sources.items():
        named: set[str] = set()
        for node in nodes(text):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Call) and _callee(node) in {"import_module", "__import__"}:
                named |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)}
        found[module] = {name for name in named if name in sources and name != module}
    return found


def road(
    graph: Mapping[str, set[str]],
    *,
    start: Collection[str],
    to: Collection[str],
    avoiding: Collection[str] = (),
) -> list[str]:
    """The shortest way over imports from one of `start` to one of `to`; empty where there is none."""
    ways = {module: [module] for module in start if module not in avoiding}
    waiting = list(ways)
    while waiting:
        module = waiting.pop(0)
        if module in to:
            return ways[module]
        for following in sorted(graph.get(module, ())):
            if following not in ways and following not in avoiding:
                ways[following] = [*ways[module], following]
                waiting.append(following)
    return []


def annotations(text: str, *, function: str) -> set[str]:
    """Every name in the annotations of a function's parameters."""
    for node in nodes(text):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == function:
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert all(one.annotation for one in arguments), f"{function}: a parameter without a type"
            return {name for one in arguments if one.annotation for name in _names(one.annotation)}
    raise AssertionError(f"there is no function {function}")


def imported_names(text: str) -> set[str]:
    """Every name a module imports from anywhere."""
    return {alias.name for node in nodes(text) if isinstance(node, ast.ImportFrom) for alias in node.names}


def inside(module: str, *packages: str) -> bool:
    """Whether a module is one of `packages` or in one of them."""
    return any(module == package or module.startswith(package + ".") for package in packages)


def _names(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from re.findall(r"\w+", part.value)


@cache
def _texts(text: str) -> Sequence[str]:
    """Every text of a module that is no docstring, the fixed parts of f-strings joined."""
    return list(_texts_in(nodes(text)))


def _texts_in(all_nodes: Sequence[ast.AST]) -> Iterator[str]:
    documentation = {
        id(node.body[0].value)
        for node in all_nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in all_nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def _callee(node: ast.Call) -> str:
    return _last(node.func)


def _last(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_columns(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"c", "columns"}


def _constant(node: ast.AST) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _names_table(node: ast.Call, table: str) -> bool:
    """Whether a whole table is selected, and not some of its columns."""
    return any(isinstance(argument, ast.Name) and argument.id == table for argument in node.args)
