"""What may be compared over the years: the rule that `change` follows, with every reason it can give."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from survey_api.trends.assemble import assemble
from survey_api.trends.comparing import Published, compare_domains, compare_factors
from survey_core.contracts.profile import School
from survey_core.instruments import compare_factor, load_instrument, shipped

SCHOOL = uuid4()
Json = dict[str, Any]
#: The first factor of the first domain of the shipped instrument, and what is done to it.
DOMAIN, FACTOR = "leadership", "instructional_leadership"


def tree() -> Json:
    """The shipped questionnaire, a fresh copy, without the parts that name factors besides."""
    found: Json = orjson.loads(shipped("internal-coherence").canonical_json)
    for part in ("supports", "protocols"):
        found.pop(part)
    found["levels"].pop("descriptors")
    return found


def published(document: Json | None = None, *, schools: frozenset[UUID] = frozenset({SCHOOL})) -> Published:
    return Published(
        content={}, instrument=load_instrument(orjson.dumps(document or tree())), schools=schools
    )


def factor_of(document: Json) -> Json:
    found: Json = document["domains"][0]["factors"][0]
    assert (document["domains"][0]["id"], found["id"]) == (DOMAIN, FACTOR)
    return found


def less(document: Json) -> None:
    factor_of(document)["items"].pop()


def turned(document: Json) -> None:
    item = factor_of(document)["items"][0]
    item["reverse"] = not item.get("reverse", False)


def rescaled(document: Json) -> None:
    points = [{"value": value, "label": {"en": "x", "es": "x"}} for value in range(1, 6)]
    document["scales"]["other"] = {"points": points, "cuts": [2.0, 3.0, 4.0]}
    for item in factor_of(document)["items"]:
        item["scale"] = "other"


def asked_of_others(document: Json) -> None:
    question = document["routing"][0]
    factor_of(document)["ask_if"] = {"question": question["id"], "is": question["answers"][0]["value"]}


def missing(document: Json) -> None:
    document["domains"][0]["factors"].pop(0)


#: What was done to the questionnaire before, and why the factor and its domain do not compare.
CASES: list[tuple[Callable[[Json], None], list[str], list[str]]] = [
    (less, ["items_added"], ["items_added"]),
    (turned, ["wording_reversed"], ["wording_reversed"]),
    (rescaled, ["another_scale"], ["another_scale"]),
    (asked_of_others, ["asked_of_others"], ["asked_of_others"]),
    (missing, ["not_asked_before"], ["other_factors"]),
]


@pytest.mark.parametrize(("done", "of_factor", "of_domain"), CASES)
def test_each_difference_has_its_reason(
    done: Callable[[Json], None], of_factor: list[str], of_domain: list[str]
) -> None:
    done(old := tree())
    now, before = published(), published(old)
    comparison = compare_factors(now, before=before, factor_id=FACTOR)

    assert (comparison.comparable, comparison.reasons) == (False, of_factor)
    assert compare_domains(now, before=before, domain_id=DOMAIN).reasons == of_domain
    assert compare_domains(now, before=before, domain_id="efficacy").comparable
    for factor in now.instrument.factors:
        told = compare_factors(now, before=before, factor_id=factor.id).comparable
        rule = compare_factor(now.instrument, before=before.instrument, factor_id=factor.id).comparable
        assert told is rule, factor.id


def test_fewer_items_now_and_other_schools_are_both_named() -> None:
    less(now := tree())
    before = published(schools=frozenset({SCHOOL, uuid4()}))

    comparison = compare_factors(published(now), before=before, factor_id=FACTOR)

    assert comparison.reasons == ["items_removed", "other_schools"]


def test_the_first_and_a_domain_nobody_was_asked_before_do_not_compare() -> None:
    old = tree()
    old["domains"].pop(0)

    assert compare_factors(published(), before=None, factor_id=FACTOR).reasons == ["first"]
    assert compare_domains(published(), before=None, domain_id=DOMAIN).reasons == ["first"]
    assert compare_domains(published(), before=published(old), domain_id=DOMAIN).reasons == [
        "not_asked_before"
    ]


def test_a_school_without_profiles_has_an_empty_trend() -> None:
    school = School(id=str(SCHOOL), name="Lakeview", external_ids=[])

    assert assemble(school, []).series == []
