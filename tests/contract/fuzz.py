"""schemathesis over the whole document: all its checks, examples, boundaries, random requests, sequences."""

import itertools
import json
import re
import uuid
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import schemathesis
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from tests.contract.beyond import breaks_only_these
from tests.contract.seeded import Seeded

#: How often a path's id is one that exists; else it is made up, or taken from an answer before.
_KNOWN_ID: Final = 0.6
#: How often `If-Match` is `*`: another would end nearly all changes at 412.
_ANY_STATE: Final = 0.9
#: What a request of the right shape may meet: also that its `If-Match` is not, or no longer, right.
_ANSWERED: Final = ["2xx", "3xx", "401", "403", "404", "409", "412", "429", "503"]
#: What one of the wrong shape must meet, which may break other rules as well.
_REFUSED: Final = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "429"]
_KEY_FORM: Final = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")
#: Longer than making ready waits for the worker's keys; of the tool's own, 10 s, nothing here promises.
_PATIENCE_S: Final = 60
_numbers: Final = itertools.count()
#: Ids of keys and districts that requests are made with.
_spared: Final[set[str]] = set()


@dataclass
class Report:
    """What a run saw.

    Attributes:
        cases: requests by phase.
        failures: check, operation and status to the first request that broke the promise.
        statuses: those each operation was answered with.
        documented: those the document promises.
    """

    cases: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    statuses: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    documented: dict[str, set[str]] = field(default_factory=dict)

    @property
    def n_cases(self) -> int:
        """Requests that were sent."""
        return self.cases.total()

    def never_seen(self) -> dict[str, list[str]]:
        """Documented statuses that no request was answered with, by operation."""
        return {
            operation: sorted(missing)
            for operation, documented in self.documented.items()
            if (missing := documented - self.statuses[operation])
        }


def run(
    base_url: str,
    seeded: Seeded,
    *,
    seed: int,
    examples: int,
    sequences: int,
    signed_in: bool = True,
    same_each_time: bool = True,
    share: tuple[int, int] = (0, 1),
) -> Report:
    """Send requests until every phase is done.

    Args:
        base_url: of the running application.
        seeded: the district to work in.
        seed: of what is drawn.
        examples: random requests for each operation, beside the boundary values of every field.
        sequences: chains of requests, in which one takes ids from the answer of another.
        signed_in: whether the requests carry the administrator's key.
        share: which part of the document, and of how many; collections stay together.
        same_each_time: draw the same requests in every run, but for ids, whatever the seed.
    """
    options = {
        "seed": seed,
        "continue-on-failure": True,
        "request-timeout": _PATIENCE_S,
        "headers": {"Authorization": f"Bearer {seeded.key}"} if signed_in else {},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": _ANSWERED},
            "negative_data_rejection": {"expected-statuses": _REFUSED},
        },
        "dictionaries": {name: {"values": values} for name, values in _known(seeded).items()}
        | {"any_state": {"values": ["*"]}},
        "parameters": {
            f"path.{name}": {"dictionary": name, "probability": _KNOWN_ID} for name in _known(seeded)
        }
        | {"header.If-Match": {"dictionary": "any_state", "probability": _ANY_STATE}},
        "generation": {
            "max-examples": examples,
            "no-shrink": True,
            "deterministic": same_each_time,
            "database": "none",  # what other runs left in it would come first
        },
        "phases": {
            "coverage": {"enabled": signed_in},
            "stateful": {"enabled": signed_in, "generation": {"max-examples": sequences}},
        },
    }
    config = schemathesis.Config.from_dict(options)
    schema = schemathesis.openapi.from_url(f"{base_url}/v1/openapi.json", config=config)
    part, parts = share
    chosen = schema.include(lambda found: _group(found.operation.path) % parts == part)
    _spared.update(seeded.own)
    report = Report(documented=_documented(schema.raw_schema))
    for event in from_schema(chosen).execute():
        if isinstance(event, events.FatalError):
            raise event.exception
        if isinstance(event, events.NonFatalError):
            report.failures[f"error in {event.label}"] = repr(event.value)
        if isinstance(event, events.ScenarioFinished):
            report.cases[event.phase.value] += len(event.recorder.interactions)
            _collect(event.recorder, report)
    return report


def _group(path: str) -> int:
    """A number for each collection, the same in every process."""
    return zlib.crc32("/".join(path.split("/")[:3]).encode("utf-8"))


def _known(seeded: Seeded) -> dict[str, list[str]]:
    values = {name: [one] for name, one in seeded.ids.items()}
    values["participation_id"] = [seeded.ids["participation_id"], seeded.survey]
    values["code"] = ["not-found"]
    return values


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    """Nobody saws off the branch they sit on: without key or district all that follows would say 401."""
    key = (case.headers or {}).get("Idempotency-Key")
    if key is not None and _KEY_FORM.fullmatch(key) and next(_numbers) % 4:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())  # else nearly all would be one request again
    if case.method.upper() == "DELETE":
        for name, value in (case.path_parameters or {}).items():
            if value in _spared:
                case.path_parameters[name] = str(uuid.UUID(int=0))


def _documented(document: dict[str, Any]) -> dict[str, set[str]]:
    return {
        f"{method.upper()} {path}": set(operation["responses"])
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if "responses" in operation
    }


def _collect(recorder: ScenarioRecorder, report: Report) -> None:
    for case_id, interaction in recorder.interactions.items():
        if interaction.response is not None and case_id in recorder.cases:
            label = recorder.cases[case_id].value.operation.label
            report.statuses[label].add(str(interaction.response.status_code))
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.status == Status.FAILURE and check.failure_info is not None:
                _note(recorder, case_id, check, report)


def _note(recorder: ScenarioRecorder, case_id: str, check: Any, report: Report) -> None:
    found = recorder.interactions.get(case_id)
    response = None if found is None else found.response
    status = 0 if response is None else response.status_code
    content = b"" if response is None or response.content is None else response.content
    if check.name == "positive_data_acceptance" and _is_beyond_the_schema(status, content):
        return
    if check.name == "use_after_free" and _is_kept_for_the_audit(content):
        return
    label = recorder.cases[case_id].value.operation.label
    info = check.failure_info
    text = f"{info.failure.title}\n{info.failure.message}\n{info.code_sample}\n{content[:500]!r}"
    report.failures.setdefault(f"{check.name}: {label} {status}", text)


def _is_kept_for_the_audit(content: bytes) -> bool:
    """Whether it is a key or client that was ended: it opens nothing, and stays to be seen with the time."""
    found = json.loads(content)
    return isinstance(found, dict) and found.get("revoked_at") is not None


def _is_beyond_the_schema(status: int, content: bytes) -> bool:
    refused = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
    return status in refused and breaks_only_these(json.loads(content))
