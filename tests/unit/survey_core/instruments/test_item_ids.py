"""An item id means one wording for ever: results of different years are compared by it.

item_ids.json lists every id ever shipped with a hash of its English statement. To reword a statement, give
it a new id and add that here; the old line stays, so that nobody uses the id again. Translations may be
corrected.
"""

import hashlib
import json
from pathlib import Path

import pytest

from survey_core.instruments import SHIPPED, shipped

KNOWN: dict[str, str] = json.loads(Path(__file__).with_name("item_ids.json").read_text("utf-8"))


def fingerprint(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_item_keeps_its_wording(name: str) -> None:
    reworded = [item.id for item in shipped(name).items if KNOWN.get(item.id) != fingerprint(item.text["en"])]

    assert reworded == [], "give a reworded or new statement a new id and list it in item_ids.json"


def test_no_wording_has_two_ids() -> None:
    assert len(set(KNOWN.values())) == len(KNOWN)
