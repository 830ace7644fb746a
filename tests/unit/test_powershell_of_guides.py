"""Every task of the guides in PowerShell too: the blocks parse, and name addresses that exist."""

import json
import re
from pathlib import Path

import pytest
import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from tests.fixtures.guides import DOCS, blocks_of

PAGES = sorted((DOCS / "integrate").glob("*.md"))
PARSER = Parser(Language(tree_sitter_powershell.language()))
#: `$Base/v1/…`, `Send Post /v1/…`; what is put in by PowerShell stands for one step of the path.
ADDRESS = re.compile(r"""(?<![\w.])(/v1/[^\s"'?`)]*)""")
VARIABLE = re.compile(r"\$\{?\w+\}?|\$\([^()]*(\([^()]*\)[^()]*)*\)")


def faults(node: Node, source: str) -> list[str]:
    """What the parser could not read."""
    own = [source[node.start_byte : node.end_byte][:80]] if node.type == "ERROR" or node.is_missing else []
    return own + [fault for child in node.children for fault in faults(child, source)]


def parsed(source: str) -> list[str]:
    return faults(PARSER.parse(source.encode("utf-8")).root_node, source)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_powershell_parses(page: Path) -> None:
    for block in blocks_of(page, "powershell"):
        assert parsed(block) == [], block


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_there_for_curl_is_there_for_powershell(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)

    without = [s.splitlines()[0] for s in sections if "```sh\n" in s and "```powershell\n" not in s]

    assert without == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_powershell_names_addresses_that_exist(page: Path) -> None:
    paths = json.loads((DOCS / "openapi.json").read_text(encoding="utf-8"))["paths"]
    known = [re.compile(re.sub(r"{\w+}", "[^/]+", path)) for path in [*paths, "/v1/openapi.json"]]

    named = {
        VARIABLE.sub("x", match).rstrip("/")
        for block in blocks_of(page, "powershell")
        for match in ADDRESS.findall(VARIABLE.sub("x", block))
    }

    assert [one for one in named if not any(pattern.fullmatch(one) for pattern in known)] == []


@pytest.mark.parametrize("broken", ["if ($x { 1 }", '$a = @{ b = "c" ', "function { 1 ", '"not ended'])
def test_the_parser_notices_what_is_broken(broken: str) -> None:
    assert parsed(broken) != []
