"""A district of twelve schools: read by its lead, refused to one of its schools, in page and API."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from infra.demo.earlier import earlier_year
from infra.demo.operator import Operator
from infra.demo.plan import SCHOOLS
from infra.local.stack import Stack
from survey_core.instruments import shipped

Journey = Callable[..., dict[str, Any]]
DISTRICT = "Juniper Valley (synthetic)"
BOUND_TO = SCHOOLS[0].name


@dataclass(frozen=True)
class Published:
    """A district whose schools are all published.

    Attributes:
        id: the district's.
        administration: of all its schools.
        bound: an API key that reaches one of them.
    """

    id: str
    administration: str
    bound: str


@pytest.fixture(scope="module")
def published(shared_stack: Stack) -> Published:
    return asyncio.run(_publish(shared_stack))


async def _publish(stack: Stack) -> Published:
    operator = Operator(stack.base_url, key=stack.admin_key)
    async with operator.http as http:
        district = await operator.create_district(DISTRICT)
        schools = await operator.create_schools(SCHOOLS, district=district)
        administration = await earlier_year(operator, district=district, schools=schools, seed=7)
        (school,) = (one for one, own in schools.items() if own.name == BOUND_TO)
        wanted = {"name": "school", "district": district, "scopes": ["profiles.read"], "schools": [school]}
        key = (await http.post("/v1/api-keys", json=wanted)).json()["key"]
    return Published(district, administration, key)


def test_one_school_is_refused_the_summary_and_gets_its_own_profile_only(
    shared_stack: Stack, published: Published
) -> None:
    headers = {"Authorization": f"Bearer {published.bound}"}
    with httpx.Client(base_url=shared_stack.base_url, headers=headers) as http:
        refused = http.get(
            f"/v1/districts/{published.id}/summary", params={"administration": published.administration}
        )
        profiles = http.get("/v1/profiles", params={"administration": published.administration}).json()

    assert (refused.status_code, refused.json()["code"]) == (403, "whole-district-only")
    assert [one["school"]["name"] for one in profiles["data"]] == [BOUND_TO]


def test_a_lead_reads_the_district_and_a_school_is_kept_out(
    shared_stack: Stack, published: Published, journey: Journey
) -> None:
    link = shared_stack.sign_in_link(district=published.id, email="lead@juniper.example")
    assert link is not None
    journey(
        "district",
        origin=shared_stack.base_url,
        link=link,
        bound=published.bound,
        administration=published.administration,
        district=DISTRICT,
        schools=sorted(school.name for school in SCHOOLS),
        school=BOUND_TO,
        factors=len(shipped("internal-coherence").factors),
    )
