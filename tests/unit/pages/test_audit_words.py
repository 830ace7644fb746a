"""The console says in words whatever the API writes into the audit log."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
API = ROOT / "services" / "survey-api" / "src" / "survey_api"
TEXTS = ROOT / "frontend" / "src" / "console" / "audit" / "texts"
_WRITTEN = re.compile(
    r'(?:audit|_note)\((?:\s*session, \w+,)?\s*f?"([a-z_{}.]+)"|action="([a-z_]+\.[a-z_]+)"'
)
#: What stands for `{…}` in an action.
_KINDS = {"{self.kind}": ("api_key", "client"), "{subject.kind}": ("administration",)}


def written() -> set[str]:
    """Every action that some room writes; a district's own end is in the operator's log only."""
    found = set()
    for path in API.rglob("*.py"):
        for match in _WRITTEN.findall(path.read_text(encoding="utf-8")):
            action = match[0] or match[1]
            place = next((place for place in _KINDS if place in action), None)
            found |= {action.replace(place, kind) for kind in _KINDS[place]} if place else {action}
    return found


def test_every_action_has_words_in_both_languages() -> None:
    actions = written()
    assert len(actions) > 40
    for language in ("en", "es"):
        words = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))["actions"]
        assert actions - words.keys() == set(), language
