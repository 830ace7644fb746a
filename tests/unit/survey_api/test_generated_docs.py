"""The committed documents are what the code says, and the OpenAPI document keeps its promises."""

from typing import Any

import orjson
import pytest

from scoring_worker.settings import WorkerSettings
from survey_api import docs
from survey_api.openapi import operations
from survey_api.openapi_examples import MANIFEST, PROFILE, RECORD
from survey_api.problems import Problem
from survey_api.settings import DatabaseSettings, MigrationSettings, Settings
from survey_core.contracts.profile import ProfileDocument
from survey_core.sealing.manifest import Manifest
from survey_core.sealing.record import Record

#: Their refusals have the form of RFC 6749 section 5.2, which every OAuth library reads.
OAUTH = {"issue_token", "revoke_token"}
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    built: dict[str, Any] = orjson.loads(docs.openapi_json())
    return built


def test_no_document_has_drifted() -> None:
    drifted = [path.name for path, text in docs.wanted().items() if path.read_text(encoding="utf-8") != text]

    assert drifted == [], "run python -m survey_api.docs"


def test_the_check_fails_on_drift_and_the_command_repairs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    for path in docs.wanted():
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    wanted = docs.wanted
    monkeypatch.setattr(docs, "wanted", lambda: wanted(tmp_path))
    (tmp_path / "problems.md").write_text("stale", encoding="utf-8")

    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0


def test_settings_of_the_worker_are_documented() -> None:
    text = (docs.DOCS / "settings.md").read_text(encoding="utf-8").partition("## Scoring worker")[2]

    missing = [name for name in WorkerSettings.model_fields if f"| `{name.upper()}` |" not in text]

    assert missing == []


def test_no_secret_has_a_default() -> None:
    for kind in (DatabaseSettings, MigrationSettings, Settings):
        for name, info in kind.model_fields.items():
            if "secret" in name or "database_url" in name or "key" in name:
                assert info.is_required() or info.default is None, name


def test_every_problem_is_in_the_docs() -> None:
    text = docs.problems_md()

    assert all(f"| `{slug}` | {kind.status} |" in text for slug, kind in Problem.catalogue.items())


def test_every_operation_has_an_example_of_each_body(document: dict[str, Any]) -> None:
    missing = []
    for operation in operations(document):
        bodies = list(operation.get("requestBody", {}).get("content", {}).values())
        for response in operation["responses"].values():
            bodies += response.get("content", {}).values()
        if any("example" not in body and "examples" not in body for body in bodies):
            missing.append(operation["operationId"])

    assert missing == []


def test_operation_ids_are_short_and_unique(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for operation in operations(document)]

    assert len(ids) == len(set(ids)) > 30
    assert all(len(name) < 32 and "v1" not in name for name in ids)


def test_every_operation_that_needs_a_key_says_401_and_403(document: dict[str, Any]) -> None:
    for operation in operations(document):
        if any("api_key" in way for way in operation.get("security", ())):
            assert {"401", "403", "422"} <= set(operation["responses"]), operation["operationId"]


def test_problems_have_one_shape_and_the_frameworks_own_is_gone(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for operation in operations(document):
        for status, response in operation["responses"].items():
            for media, content in response.get("content", {}).items():
                if operation["operationId"] in OAUTH and int(status) >= 400:
                    assert content["schema"] == {"$ref": "#/components/schemas/OAuthError"}
                elif int(status) >= 400 and operation["operationId"] != "readyz":
                    assert media == "application/problem+json"
                    assert content["schema"] == {"$ref": "#/components/schemas/Problem"}

    assert "HTTPValidationError" not in schemas
    assert document["openapi"].startswith("3.1")


def test_examples_of_documents_have_their_shape() -> None:
    assert ProfileDocument.model_validate(PROFILE)
    of_one_school = {"schools"}  # which the example's manifest leaves out
    assert (
        set(MANIFEST)
        == {field.alias or name for name, field in Manifest.model_fields.items()} - of_one_school
    )
    assert set(RECORD) == set(Record.model_fields)


def test_examples_of_bodies_fit_their_schemas(document: dict[str, Any]) -> None:
    """A request example holds exactly declared fields, and every required one."""
    schemas = document["components"]["schemas"]
    for operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        reference = content.get("schema", {}).get("$ref", "")
        if reference:
            schema = schemas[reference.rpartition("/")[2]]
            given = set(content["example"])
            assert set(schema.get("required", ())) <= given <= set(schema["properties"]), reference
