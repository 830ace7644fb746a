"""Two districts side by side over HTTP, and whoever acts for them: what the state machine is made of."""

import asyncio
import re
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office
from tests.fixtures.respondent_api import client_of
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_access import administrators_operations
from tests.integration.api.test_tenancy import body_of, everything_of, fingerprint

#: What a school-bound key may hold.
OF_SCHOOLS = ("surveys.read", "surveys.write", "profiles.read", "exports.read")
#: Words in queries that take an id, and whose.
QUERIES = {"district": "district_id", "school": "school_id", "administration": "administration_id"}


@dataclass
class Side:
    """A district, who acts for it, and what it has.

    Attributes:
        word: in every name that is given here, and nowhere else.
        office: its administrator.
        bound: a key for its first school only.
        ids: name in a path to ids.
    """

    word: str
    district: str
    office: Office
    bound: Office
    ids: dict[str, list[str]]
    spared: set[str] = field(default_factory=set)

    @property
    def marks(self) -> set[str]:
        """What nobody else may ever read. A file's name is the same everywhere."""
        found = {one for name, ids in self.ids.items() if name != "name" for one in ids}
        return found | {self.word}


@dataclass(frozen=True)
class Sent:
    """A request: which operation, and whose ids it names."""

    method: str
    path: str
    body: dict[str, Any]
    query: dict[str, str]


class World:
    """The application in this process, with an event loop of its own, and one superuser's connection."""

    def __init__(self, runner: asyncio.Runner, api: FastAPI, superuser: Any, admin_key: str) -> None:
        self._runner = runner
        self._superuser = superuser
        self.http = client_of(api)
        self.operator = Office.with_key(self.http, admin_key)
        self.operations = sorted(set(administrators_operations(api)))
        self._paths = api.openapi()["paths"]

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Wait for a coroutine."""
        return self._runner.run(work)

    def new_side(self) -> Side:
        """A district with one of each thing."""
        return self.run(self._new_side())  # type: ignore[no-any-return]

    async def _new_side(self) -> Side:
        word = f"w{uuid4().hex}"
        district = await self.operator.district(f"{word} district")
        key = await self.operator.key(district, *SCOPES)
        office = Office.with_key(self.http, key)
        school = await office.school(district, f"{word} school")
        ids = await everything_of(Tenant(district, school, office), office, self._superuser)
        body = {"name": word, "scopes": list(OF_SCHOOLS), "schools": [school]}
        made = await office.made("/v1/api-keys", body)
        side = Side(
            word, district, office, Office.with_key(self.http, made["key"]), {k: [v] for k, v in ids.items()}
        )
        side.ids["key_id"].append(made["id"])
        side.spared = {district, key.split("_")[2], made["id"]}
        return side

    def request(self, draw: Any, sides: Sequence[Side], actor: Side) -> Sent:
        """Draw an operation, ids of either side for it, and a body that carries the actor's word."""
        method, path = draw(self.operations)
        filled = path
        for name in re.findall(r"{(\w+)}", path):
            ids = draw([side.ids[name] for side in sides if side.ids.get(name)])
            chosen = draw(ids)
            if method == "DELETE" and any(chosen in side.spared for side in sides):
                chosen = str(uuid4())
            filled = filled.replace(f"{{{name}}}", chosen)
        operation = self._paths[path][method.lower()]
        content = operation.get("requestBody", {}).get("content", {})
        asked = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        query = {}
        for word in sorted(asked & QUERIES.keys()):
            if draw([True, False]):
                query[word] = draw(draw([side.ids[QUERIES[word]] for side in sides]))
        return Sent(method, filled, _own(body_of(content), actor, sides, draw), query)

    def send(self, office: Office, sent: Sent) -> httpx.Response:
        """Send it."""
        answer: httpx.Response = self.run(
            office.http.request(sent.method, sent.path, params=sent.query, **sent.body)
        )
        return answer

    def fingerprint(self, side: Side) -> list[str]:
        """Every row of a district but its audit log's."""
        return self.run(fingerprint(self._superuser, side.district))  # type: ignore[no-any-return]

    def fetch(self, statement: str, *arguments: Any) -> list[Any]:
        """Ask as the superuser."""
        return self.run(self._superuser.fetch(statement, *arguments))  # type: ignore[no-any-return]

    def learn(self, side: Side) -> None:
        """Note the ids of what the side has made meanwhile."""
        self.run(self._learn(side))

    async def _learn(self, side: Side) -> None:
        for name, table in (
            ("school_id", "schools"),
            ("administration_id", "administrations"),
            ("participation_id", "participations"),
            ("key_id", "api_keys"),
            ("client_id", "api_clients"),
            ("webhook_id", "webhooks"),
        ):
            rows = await self._superuser.fetch(
                f"SELECT id::text FROM {table} WHERE district_id = $1 ORDER BY 1",  # noqa: S608 - our own names
                UUID(side.district),
            )
            side.ids[name] = sorted({*side.ids[name], *(row["id"] for row in rows)})


def _own(body: dict[str, Any], actor: Side, sides: Sequence[Side], draw: Any) -> dict[str, Any]:
    """The document's example, named by the actor, and pointing to either side's district and schools."""
    if not isinstance(body.get("json"), dict):
        return body
    sent = dict(body["json"])
    for name in ("name", "title", "description"):
        if name in sent:
            sent[name] = f"{actor.word} {name}"
    if "district" in sent:
        sent["district"] = draw([side.district for side in sides])
    if "schools" in sent:
        school = draw(draw([side.ids["school_id"] for side in sides]))
        sent["schools"] = [
            {"school": school, "eligible": 12} if isinstance(one, dict) else school for one in sent["schools"]
        ]
    return {"json": sent}
