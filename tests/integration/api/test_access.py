"""Who may call what: 401 without a key, 403 without the scope, 404 for what is somebody else's."""

import httpx
import pytest
from fastapi import FastAPI

from survey_api.access.roles import ADMINISTRATOR, LEADER, ROLES
from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office, plan
from tests.fixtures.people import invited, signed_in
from tests.integration.api.conftest import EVERYTHING, Tenant

SOME_ID = "00000000-0000-4000-8000-000000000000"
JWKS, METADATA = "/.well-known/jwks.json", "/.well-known/oauth-authorization-server"
SCHEMAS = {f"/v1/schemas/{name}" for name in ("district-summary", "instrument", "profile", "trend")}
OPEN = {"/", "/livez", "/readyz", "/v1/problems", JWKS, METADATA} | SCHEMAS
#: Open to whoever shows the id and the secret of a client: tests/integration/api/test_oauth.py.
OF_CLIENTS = {"/oauth/token", "/oauth/revoke"}
#: Before anybody is signed in, and for whoever has a link to a profile: test_sign_in.py, test_shares.py, …
OF_PEOPLE = {
    *(f"/v1/sign-in/{what}" for what in ("links", "sessions", "oidc", "oidc/callback")),
    "/v1/shared-profile",
    "/v1/shared-profile/report",
    "/v1/shared-profile/pdf",
}
OF_ANYBODY = {"/v1/token_info", "/v1/sign-in/session"}
SCHEMES = {"api_key", "oauth2", "session", "session_cookie"}
RESPONDENTS = {"/v1/passes", "/v1/responses"}


def administrators_operations(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path) of everything that needs a key, from the document itself."""
    return [
        (method.upper(), path)
        for path, operations in app.openapi()["paths"].items()
        for method, operation in operations.items()
        if any("api_key" in way for way in operation.get("security", ()))
    ]


def declared(app: FastAPI, method: str, path: str) -> list[str]:
    """The scopes an operation says it needs, the same for keys and for tokens."""
    by_scheme = {
        name: scopes
        for way in app.openapi()["paths"][path][method.lower()]["security"]
        for name, scopes in way.items()
    }
    assert set(by_scheme) == SCHEMES, (method, path)
    assert len({tuple(scopes) for scopes in by_scheme.values()}) == 1
    return list(by_scheme["api_key"])


def filled(path: str) -> str:
    """A path with ids of nothing."""
    for name, some in (("key_id", "ab" * 6), ("problem", "ab" * 6), ("client_id", "tlc_" + "ab" * 6)):
        path = path.replace(f"{{{name}}}", some)
    while "{" in path:
        path = path[: path.index("{")] + SOME_ID + path[path.index("}") + 1 :]
    return path


def test_everything_but_health_pages_and_respondents_needs_a_key(api: FastAPI) -> None:
    paths = {path for _, path in administrators_operations(api)}

    without = set(api.openapi()["paths"]) - paths

    assert without - OPEN - OF_CLIENTS - OF_PEOPLE - RESPONDENTS == {
        "/v1/problems/{code}",
        "/v1/participations/{participation_id}/manifest",
        "/v1/participations/{participation_id}/questionnaire",
        "/v1/participations/{participation_id}/record",
        "/v1/participations/{participation_id}/report",
        "/v1/participations/{participation_id}/report/pdf",
    }


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Basic dXNlcjpwYXNz",
        "Bearer nonsense",
        "Bearer tl_live_000000000000_" + "0" * 64,
        "Bearer tl_live_ABCDEF012345_" + "0" * 64,
    ],
)
async def test_without_a_valid_key_every_operation_answers_401(
    api: FastAPI, client: httpx.AsyncClient, authorization: str | None
) -> None:
    headers = {"Authorization": authorization} if authorization else {}

    for method, path in administrators_operations(api):
        answer = await client.request(method, filled(path), headers=headers)
        assert answer.status_code == 401, (method, path, answer.text)
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "not-authenticated"


async def test_the_right_id_with_another_secret_is_refused(client: httpx.AsyncClient, admin_key: str) -> None:
    wrong = admin_key[:-1] + ("0" if admin_key[-1] != "0" else "1")

    answer = await client.get("/v1/token_info", headers={"Authorization": f"Bearer {wrong}"})

    assert answer.status_code == 401


async def token_without(client: httpx.AsyncClient, operator: Office, scope: str, *, district: str) -> Office:
    """An office with a token that holds every scope but one."""
    body = {"name": "x", "district": district, "scopes": sorted(set(SCOPES) - {scope})}
    made = await operator.made("/v1/clients", body)
    form = {"grant_type": "client_credentials"}
    issued = await client.post("/oauth/token", data=form, auth=(made["id"], made["secret"]))
    return Office.with_key(client, issued.json()["access_token"])


async def test_every_operation_declares_its_scope_and_is_refused_with_all_others(
    api: FastAPI, client: httpx.AsyncClient, operator: Office
) -> None:
    """Over the whole document, with keys of an operator and tokens of a district."""
    district = await operator.district()
    without: dict[str, list[Office]] = {
        scope: [
            Office.with_key(client, await operator.key(None, *(set(SCOPES) - {scope}))),
            await token_without(client, operator, scope, district=district),
        ]
        for scope in SCOPES
    }
    seen = set()
    for method, path in administrators_operations(api):
        scopes = declared(api, method, path)
        if path in OF_ANYBODY:
            assert scopes == [], "whoever may do nothing may know that, and leave"
            continue
        (scope,) = scopes
        seen.add(scope)
        of_operators = (method, path) == ("POST", "/v1/districts")
        for office in without[scope][: 1 if of_operators else 2]:
            answer = await office.http.request(method, filled(path), json={})
            assert (answer.status_code, answer.json()["code"]) == (403, "insufficient-scope"), (method, path)
            assert scope in answer.json()["detail"]
            assert answer.json()["errors"][0]["detail"] == scope
            assert f'scope="{scope}"' in answer.headers["www-authenticate"]

    assert seen <= set(SCOPES)
    assert len(seen) > 4


async def test_each_role_is_refused_what_is_not_its_own_and_nothing_else(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    """Over the whole document, with a signed-in person of each role."""
    for role, held in ROLES.items():
        schools = {"schools": [tenant.school]} if role == LEADER else {}
        person = await invited(operator, tenant.district, role, **schools)
        office = await signed_in(api, client, person)
        refused = set()
        for method, path in administrators_operations(api):
            if path == "/v1/sign-in/session":
                continue
            answer = await office.http.request(method, filled(path), json={})
            assert answer.status_code != 401, (role, method, path)
            code = answer.json()["code"] if answer.status_code == 403 else ""
            if code == "operator-only":
                continue
            is_scope = code == "insufficient-scope"
            assert is_scope == bool(set(declared(api, method, path)) - held), (role, method, path)
            refused |= {(method, path)} if is_scope else set()
        assert bool(refused) == (role != ADMINISTRATOR)
        assert (await office.http.delete("/v1/sign-in/session")).status_code == 204


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("surveys.read", "POST", "/v1/administrations"),
        ("surveys.read", "POST", "/v1/schools"),
        ("surveys.read", "GET", "/v1/profiles"),
        ("profiles.read", "GET", "/v1/administrations"),
        ("roster.write", "POST", f"/v1/participations/{SOME_ID}/cards"),
    ],
)
async def test_a_scope_opens_its_own_doors_only(
    client: httpx.AsyncClient, operator: Office, scope: str, method: str, path: str
) -> None:
    office = Office.with_key(client, await operator.key(await operator.district(), scope))

    answer = await office.http.request(method, path, json={})

    assert answer.status_code == 403
    assert answer.json()["code"] == "insufficient-scope"


async def test_a_districts_key_never_does_the_operators_work(tenant: Tenant) -> None:
    answer = await tenant.office.http.post("/v1/districts", json={"name": "x"})

    assert (answer.status_code, answer.json()["code"]) == (403, "operator-only")


async def test_a_revoked_key_is_refused_at_once(client: httpx.AsyncClient, operator: Office) -> None:
    made = await operator.made("/v1/api-keys", {"name": "x", "scopes": ["surveys.read"]})
    office = Office.with_key(client, made["key"])
    assert (await office.http.get("/v1/schools")).status_code == 200

    revoked = await operator.http.delete(f"/v1/api-keys/{made['id']}")

    assert revoked.status_code == 204
    assert (await office.http.get("/v1/schools")).status_code == 401
    assert (await operator.http.delete(f"/v1/api-keys/{made['id']}")).status_code == 404


async def test_a_keys_text_is_shown_once(operator: Office) -> None:
    made = await operator.made("/v1/api-keys", {"name": "x", "scopes": ["surveys.read"]})

    listed = await operator.http.get("/v1/api-keys?limit=200")

    secret = made["key"].rpartition("_")[2]
    assert made["id"] in listed.text
    assert secret not in listed.text


async def test_what_belongs_to_another_district_does_not_exist(tenant: Tenant, stranger: Tenant) -> None:
    theirs = await stranger.office.administration(stranger.district, [stranger.school])
    (participation,) = theirs["participations"]
    requests: list[tuple[str, str, dict[str, object] | None]] = [
        ("GET", f"/v1/districts/{stranger.district}", None),
        ("PATCH", f"/v1/districts/{stranger.district}", {"name": "x"}),
        ("GET", f"/v1/schools/{stranger.school}", None),
        ("PATCH", f"/v1/schools/{stranger.school}", {"name": "x"}),
        ("GET", f"/v1/administrations/{theirs['id']}", None),
        ("PATCH", f"/v1/administrations/{theirs['id']}", {"title": "x"}),
        ("POST", f"/v1/administrations/{theirs['id']}/ready", None),
        ("POST", f"/v1/administrations/{theirs['id']}/open", None),
        ("POST", f"/v1/administrations/{theirs['id']}/close", None),
        ("POST", f"/v1/administrations/{theirs['id']}/extend", {"closes_at": "2030-01-01T00:00:00Z"}),
        ("GET", f"/v1/administrations/{theirs['id']}/progress", None),
        ("GET", f"/v1/administrations/{theirs['id']}/imports", None),
        (
            "POST",
            f"/v1/administrations/{theirs['id']}/participations",
            {"schools": [{"school": tenant.school, "eligible": 40}]},
        ),
        ("GET", f"/v1/participations/{participation}", None),
        ("PATCH", f"/v1/participations/{participation}", {"eligible": 3}),
        ("POST", f"/v1/participations/{participation}/cards", None),
        ("POST", f"/v1/participations/{participation}/replacements", {"n": 1}),
        ("GET", f"/v1/profiles/{SOME_ID}", None),
    ]

    for method, path, body in requests:
        answer = await tenant.office.http.request(method, path, json=body)
        assert answer.status_code == 404, (method, path, answer.text)


async def test_lists_show_the_callers_district_only(tenant: Tenant, stranger: Tenant) -> None:
    await stranger.office.administration(stranger.district, [stranger.school])

    for path in ("/v1/districts", "/v1/schools", "/v1/administrations", "/v1/participations", "/v1/profiles"):
        answer = await tenant.office.http.get(path)
        assert answer.status_code == 200
        assert stranger.district not in answer.text
        assert stranger.school not in answer.text
    named = await tenant.office.http.get(f"/v1/schools?district={stranger.district}")
    assert named.json()["data"] == []


async def test_another_districts_school_or_district_cannot_be_named(tenant: Tenant, stranger: Tenant) -> None:
    school = await tenant.office.http.post(
        "/v1/schools", json={"name": "Mine?", "district": stranger.district}
    )
    wave = await tenant.office.http.post("/v1/administrations", json=plan(tenant.district, [stranger.school]))
    theirs = await tenant.office.http.post("/v1/administrations", json=plan(stranger.district))

    assert (school.status_code, school.json()["code"]) == (422, "unknown-district")
    assert wave.status_code == 422
    assert wave.json()["errors"] == [
        {
            "pointer": "/schools/0/school",
            "code": "unknown-school",
            "detail": "no such school in this district",
        }
    ]
    assert (theirs.status_code, theirs.json()["code"]) == (422, "unknown-district")


async def test_even_the_operator_cannot_mix_districts(
    operator: Office, tenant: Tenant, stranger: Tenant
) -> None:
    answer = await operator.http.post("/v1/administrations", json=plan(tenant.district, [stranger.school]))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "unknown-school"


async def test_token_info_tells_what_the_key_may_do(tenant: Tenant) -> None:
    answer = (await tenant.office.http.get("/v1/token_info")).json()

    assert answer["district"] == tenant.district
    assert answer["scopes"] == sorted(EVERYTHING)
