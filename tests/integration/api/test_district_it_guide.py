"""Guides are run as a reader would run them: every shell block, in order, against a live system."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx

from infra.local.stack import Stack
from survey_api.openapi_examples import PROFILE
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from tests.fixtures.guides import DOCS, Reader, blocks_of, needs_curl
from tests.fixtures.identity_provider import IdentityProvider, identity_provider
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.printed import pages_of, squares_in

GUIDE, ACCESS = DOCS / "district-it.md", DOCS / "integrate" / "access.md"
PEOPLE, SHARES, PRINTED = (DOCS / "integrate" / f"{name}.md" for name in ("people", "shares", "pdf"))
#: What the pages about every call print last.
TOLD = {"conventions": "x-request-id: nightly-42", "versioning": "nothing ends"}
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
    with mail_server() as mail, identity_provider(tmp_path) as provider:
        stack = new_stack(
            extra_env={
                "WEBHOOK_ALLOWED_NETWORKS": "127.0.0.0/8 ::1/128",
                "WEBHOOK_CA_FILE": str(provider.certificate),
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(mail.port),
                "SMTP_SECURITY": "none",
                "MAIL_FROM": "Survey office <survey@lakeview.example>",
            }
        )
        reader = Reader(tmp_path, key_name="admin-key", key=stack.home.admin_key_file.read_text())
        reader.run(blocks_of(ACCESS), base_url=stack.base_url)
        look_at_access(stack, tmp_path)
        for name in ("conventions", "versioning"):
            told = reader.run(blocks_of(DOCS / "integrate" / f"{name}.md"), base_url=stack.base_url)
            assert told.strip().endswith(TOLD[name])
        refused = reader.run(blocks_of(DOCS / "integrate" / "errors.md"), base_url=stack.base_url)
        assert refused.split() == ["422", "invalid-request", "/name", "/colour"]
        people_sign_in(reader, stack, mail, provider)
        *others, last = blocks_of(GUIDE)
        reader.run([*others, READERS_PART, last], base_url=stack.base_url)
        look_at_the_survey(stack, tmp_path)
        asyncio.run(share_a_profile(reader, stack, tmp_path))
        told = reader.run(blocks_of(DOCS / "integrate" / "administrations.md"), base_url=stack.base_url)
        assert told.strip().endswith("suppressed")
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


def people_sign_in(reader: Reader, stack: Stack, mail: MailServer, provider: IdentityProvider) -> None:
    """The guide as far as the message, the link from the message, and the rest."""
    invite, hand_over, ask, enter, configure = blocks_of(PEOPLE)
    own = configure.replace("https://login.lakeview.example", provider.issuer)
    said = reader.run([invite, hand_over, ask, own], base_url=stack.base_url)
    assert f"{stack.base_url}/v1/sign-in/oidc/callback" in said
    wait_until_true(lambda: "lead@lakeview.example" in mail.recipients)
    (message,) = mail.of("lead@lakeview.example")
    link = next(word for word in message.get_content().split() if "#t=" in word)
    said = reader.run([f"BASE={stack.base_url}", f"LINK='{link}'", enter], base_url=stack.base_url)
    assert '"role":"survey_lead"' in said


async def share_a_profile(reader: Reader, stack: Stack, folder: Path) -> None:
    """With the first participation there is, as the worker would have published it."""
    document = profile_bytes(ProfileDocument.model_validate(PROFILE))
    connection = await asyncpg.connect(stack.database_url)
    participation = await connection.fetchval(
        "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
        " released_on, scoring_version, input_digest, etag, document) SELECT $1, 1, district_id, id,"
        " administration_id, school_id, now(), '', '', 'e', $2 FROM participations LIMIT 1"
        " RETURNING participation_id",
        UUID(str(PROFILE["id"])),
        document,
    )
    await connection.close()
    known = f"BASE={stack.base_url}\nKEY={stack.admin_key}\nPARTICIPATION={participation}"
    until = (datetime.now(UTC) + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    blocks = [f"{known}\nUNTIL={until}", *blocks_of(SHARES)]
    said = await asyncio.to_thread(reader.run, blocks, base_url=stack.base_url)
    assert document.decode() in said
    await asyncio.to_thread(reader.run, [known, blocks_of(PRINTED)[1]], base_url=stack.base_url)
    assert len(squares_in((folder / "one-more.pdf").read_bytes())) == 1
    assert squares_in((folder / "poster.pdf").read_bytes())[0].startswith(f"{stack.base_url}/survey/#v=1&p=")
    assert len(pages_of((folder / "report.pdf").read_bytes())) == 1


def wait_until_true(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)
