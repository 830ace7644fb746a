"""Let somebody in from the command line: `python -m survey_api.people invite|link`.

Prints a one-time link, for installations without a mail server and for a district's first administrator. It
reads the API's environment; whoever may do that may do everything.
"""

import argparse
import asyncio
import sys
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.queries import insert_audit
from survey_api.access.roles import ADMINISTRATOR, LEADER, ROLES
from survey_api.db import EVERY_DISTRICT, AnyRow, Database
from survey_api.districts.queries import select_district
from survey_api.mail.addresses import AddressFault, normalise
from survey_api.people import queries
from survey_api.settings import Settings, SettingsError, load
from survey_api.sign_in.links import make_link

_MANY: Final = 2
_MOST_MINUTES: Final = 1440
#: In the audit log: nobody who signed in, but somebody at a shell of the server.
_ACTOR: Final = "command"


class Refused(Exception):
    """It cannot be done; the message says what to change."""


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 on success, 1 with one clear message otherwise."""
    given = _parser().parse_args(arguments)
    try:
        said = asyncio.run(_run(given, load(Settings)))
    except (Refused, SettingsError, AddressFault) as error:
        sys.stderr.write(f"people: {error}\n")
        return 1
    except (SQLAlchemyError, OSError) as error:
        sys.stderr.write(f"people: the database cannot be used ({type(error).__name__})\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m survey_api.people", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("invite", "invite somebody, and print a link for them"),
        ("link", "print a link for somebody who was invited"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--email", required=True)
        command.add_argument("--district", type=UUID, help="its id; needed where there are several")
        command.add_argument(
            "--minutes", type=int, default=15, choices=range(1, _MOST_MINUTES + 1), metavar="1…1440"
        )
        if name == "invite":
            command.add_argument("--role", choices=sorted(set(ROLES) - {LEADER}), default=ADMINISTRATOR)
            command.add_argument("--name")
    return parser


async def _run(given: argparse.Namespace, settings: Settings) -> str:
    email = normalise(given.email).lower()
    database = Database(settings)
    try:
        async with database.admin(district=EVERY_DISTRICT) as session:
            make = _invite if given.command == "invite" else _known
            person = await make(session, given, email)
            await _note(session, person, "person.link_made")
            return await make_link(
                session,
                person_id=person.id,
                pages_url=settings.respondents_url,
                lifetime=timedelta(minutes=given.minutes),
            )
    finally:
        await database.close()


async def _invite(session: AsyncSession, given: argparse.Namespace, email: str) -> AnyRow:
    """Invite somebody."""
    if given.district is None:
        raise Refused("name the district: --district ID")
    if not await select_district(session, district_id=given.district):
        raise Refused(f"there is no district {given.district}")
    values = {"district_id": given.district, "email": email, "name": given.name, "role": given.role}
    row = await queries.insert_person(session, values=values)
    if row is None:
        raise Refused("this address was invited before: use `link`")
    await _note(session, row, "person.invited", role=given.role)
    return row


async def _known(session: AsyncSession, given: argparse.Namespace, email: str) -> AnyRow:
    """Find somebody who was invited."""
    rows = await queries.select_people(
        session, district_id=given.district, email=email, after=None, limit=_MANY
    )
    if not rows:
        raise Refused("nobody of this address was invited")
    if len(rows) == _MANY:
        raise Refused("several districts know this address: name one with --district ID")
    if rows[0].disabled_at is not None:
        raise Refused("this person is kept out: an administrator can let them in again")
    return rows[0]


async def _note(session: AsyncSession, person: AnyRow, action: str, **detail: object) -> None:
    await insert_audit(
        session,
        district_id=person.district_id,
        actor=_ACTOR,
        actor_id="people",
        action=action,
        subject=str(person.id),
        detail=detail,
    )


if __name__ == "__main__":
    raise SystemExit(main())
