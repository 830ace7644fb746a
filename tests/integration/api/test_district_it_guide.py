"""Guides are run as a reader would run them: every shell block, in order, against a live system."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx

from infra.local.stack import Stack
from tests.fixtures.guides import DOCS, Reader, blocks_of, needs_curl
from tests.fixtures.mail_server import mail_server

GUIDE, ACCESS = DOCS / "district-it.md", DOCS / "integrate" / "access.md"
#: What the guide leaves to the reader, before the block that needs it.
READERS_PART = """
IMPORT=$(api $BASE/v1/administrations -d "{\\"title\\": \\"Paper\\",
  \\"instrument\\": \\"internal-coherence\\",
  \\"version\\": \\"1.0.0\\", \\"access\\": \\"import\\", \\"opens_at\\": \\"2026-09-01T08:00:00Z\\",
  \\"closes_at\\": \\"2026-09-10T08:00:00Z\\"}" | jq -r .id)
printf 'school,il1\\nLMS,4\\n' > responses.csv
printf 'school,eligible\\nLMS,42\\n' > eligible.csv
"""


@needs_curl
def test_every_command_of_the_guides_works_in_order(new_stack: Callable[..., Stack], tmp_path: Path) -> None:
    with mail_server() as mail:
        stack = new_stack(
            extra_env={
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(mail.port),
                "SMTP_SECURITY": "none",
                "MAIL_FROM": "Survey office <survey@lakeview.example>",
            }
        )
        reader = Reader(tmp_path, key_name="admin-key", key=stack.home.admin_key_file.read_text())
        reader.run(blocks_of(ACCESS), base_url=stack.base_url)
        look_at_access(stack, tmp_path)
        *others, last = blocks_of(GUIDE)
        reader.run([*others, READERS_PART, last], base_url=stack.base_url)
        look_at_the_survey(stack, tmp_path)
    assert "office@lakeview.example" in mail.recipients


def look_at_access(stack: Stack, tmp_path: Path) -> None:
    """The client of the guide is ended, and with it the secret it had last."""
    made = json.loads((tmp_path / "client.json").read_text())
    form = {"grant_type": "client_credentials"}
    answer = httpx.post(f"{stack.base_url}/oauth/token", data=form, auth=(made["id"], made["secret"]))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert len(blocks_of(ACCESS)) >= 5


def look_at_the_survey(stack: Stack, tmp_path: Path) -> None:
    """What the guide left behind: a card for each person, and an open survey."""
    cards = (tmp_path / "cards.csv").read_text().splitlines()
    assert len(cards) == 1 + 42
    headers = {"Authorization": f"Bearer {stack.admin_key}"}
    waves = httpx.get(f"{stack.base_url}/v1/administrations", headers=headers).json()["data"]
    assert {(wave["title"], wave["state"]) for wave in waves} >= {("Autumn", "open")}
    assert len(blocks_of(GUIDE)) >= 5
