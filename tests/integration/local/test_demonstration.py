"""The district a first `make run` shows: labelled synthetic, made once, and usable by a visitor."""

import re
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.demo.demonstration import Demonstration, demonstration
from infra.local.run import _links
from infra.local.stack import Stack
from respondent_client import RespondentClient, start_check_in


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def shown(module_stack: Stack, kept: Path) -> Demonstration:
    made = demonstration(
        module_stack.base_url, admin_key=module_stack.admin_key, keep_in=kept, say=lambda _: None
    )
    assert made is not None
    return made


async def test_its_district_and_schools_are_labelled_synthetic(
    module_stack: Stack, shown: Demonstration
) -> None:
    assert shown
    headers = {"Authorization": f"Bearer {module_stack.admin_key}"}
    async with httpx.AsyncClient(base_url=module_stack.base_url, headers=headers) as http:
        districts = (await http.get("/v1/districts")).json()["data"]
        schools = (await http.get("/v1/schools")).json()["data"]

    assert [district["synthetic"] for district in districts] == [True]
    assert len(schools) == 13  # two of them are reported together
    assert all("(synthetic)" in school["name"] for school in schools)


async def test_its_profile_is_published_and_says_that_it_is_made_up(
    module_stack: Stack, shown: Demonstration
) -> None:
    headers = {"Authorization": f"Bearer {module_stack.admin_key}"}
    async with httpx.AsyncClient(base_url=module_stack.base_url, headers=headers) as http:
        profile = (await http.get(f"/v1/profiles/{shown.profile_id}")).json()

    assert profile["participation"]["standing"] == "profile"
    assert "synthetic" in {note["code"] for note in profile["notes"]}


async def test_its_year_before_shows_a_whole_district_with_places_among_the_schools(
    module_stack: Stack, shown: Demonstration
) -> None:
    administration = shown.district_view.partition("#district=")[2]
    headers = {"Authorization": f"Bearer {module_stack.admin_key}"}
    async with httpx.AsyncClient(base_url=module_stack.base_url, headers=headers) as http:
        (district,) = (await http.get("/v1/districts")).json()["data"]
        address = f"/v1/districts/{district['id']}/summary?administration={administration}"
        summary = (await http.get(address)).json()
        page = (await http.get(f"/v1/profiles?administration={administration}&limit=20")).json()
        profile = (await http.get(f"/v1/profiles/{shown.profile_id}")).json()

    assert summary["response_standing"] == {"profile": 10, "preliminary": 1, "suppressed": 1}
    assert summary["starting_points"]["schools"] == 9
    standings = {one["school"]["name"].split()[0]: _references(one) for one in page["data"]}
    assert "" in standings["Alder"]  # "" stands for a place that is shown
    assert standings["Rowan"] == {"preliminary"}
    assert standings["Maple"] == {"not_enough_responses"}
    changes = [factor["change"] for domain in profile["domains"] for factor in domain["factors"]]
    assert any("verdict" in change for change in changes)


def _references(profile: dict[str, Any]) -> set[str]:
    factors = [factor for domain in profile["domains"] for factor in domain["factors"]]
    return {factor["reference"].get("reason", "") for factor in factors}


async def test_a_visitor_can_check_in_with_each_of_its_cards(
    module_stack: Stack, shown: Demonstration
) -> None:
    assert len(shown.survey_links) == 3
    async with httpx.AsyncClient(base_url=module_stack.base_url) as http:
        for link in shown.survey_links:
            found = re.fullmatch(r"/survey/#v=1&p=([0-9a-f-]{36})&c=([0-9A-Z]{20})", link)
            assert found is not None
            client = RespondentClient(http)
            agreement = await client.fetch_manifest(found[1])
            assert await client.check_in(start_check_in(agreement, code=found[2]))


def test_a_second_start_recalls_it_instead_of_making_another(
    module_stack: Stack, shown: Demonstration, kept: Path
) -> None:
    said: list[str] = []
    again = demonstration(
        module_stack.base_url, admin_key=module_stack.admin_key, keep_in=kept, say=said.append
    )

    assert again == shown
    assert said == []
    assert (kept / "demonstration.json").stat().st_mode & 0o777 == 0o600


def test_an_administrator_of_it_is_let_in_by_the_link_of_each_start(
    module_stack: Stack, shown: Demonstration
) -> None:
    assert shown
    first, second = (_links(module_stack) for _ in range(2))
    assert first != second
    for (link,) in (first, second):
        token = link.partition(f"{module_stack.base_url}/sign-in/#t=")[2]
        begun = httpx.post(f"{module_stack.base_url}/v1/sign-in/sessions", json={"token": token})
        headers = {"Authorization": f"Bearer {begun.json()['token']}"}
        info = httpx.get(f"{module_stack.base_url}/v1/token_info", headers=headers).json()
        assert info["role"] == "district_administrator"


def test_the_lines_of_the_readme_work_when_pasted(module_stack: Stack, shown: Demonstration) -> None:
    assert shown
    readme = (Path(__file__).parent.parent.parent.parent / "README.md").read_text()
    block = readme.partition("## Try it")[2].partition("```sh\n")[2].partition("```")[0]
    assert block.count("curl ") == 3
    lines = block.replace("http://127.0.0.1:8000", module_stack.base_url).replace(
        ".keys/", f"{module_stack.home.keys}/"
    )

    done = subprocess.run(  # noqa: S603 - our own readme
        ["sh", "-ec", lines],  # noqa: S607 - any sh
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert '"name":"Throughline"' in done.stdout
    assert '"name":"Alder School (synthetic)"' in done.stdout
    assert '"profile_version":"1.1"' in done.stdout


def test_a_system_with_districts_of_its_own_gets_none(
    module_stack: Stack, shown: Demonstration, tmp_path: Path
) -> None:
    assert shown
    said: list[str] = []

    other = demonstration(
        module_stack.base_url, admin_key=module_stack.admin_key, keep_in=tmp_path, say=said.append
    )

    assert other is None
    assert said == ["There are districts here already, so no demonstration is made."]
