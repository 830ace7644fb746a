"""The claims of the demonstration, compared with what the phones know they sent."""

import json
from typing import Any

from infra.demo.checks import Checks
from infra.demo.oracle import factor_means, wrong_groups, wrong_scores, wrong_totals
from infra.demo.phones import Crowd
from infra.demo.plan import School, included_schools
from infra.demo.waves import Outcome
from infra.local.home import Home
from survey_core.sealing.verify import verify_record


def check_wave(checks: Checks, outcome: Outcome) -> None:
    """Published profiles against what was sent."""
    mode = outcome.wave.release_mode
    profiles = {profile["school"]["name"]: profile for profile in outcome.profiles}
    missing = [each.school.name for each in outcome.opened if each.school.name not in profiles]
    checks.add(f"{mode}: every school has a profile", holds=not missing, found=", ".join(missing))
    standings, counts, scores = [], [], []
    for opened in outcome.opened:
        profile = profiles.get(opened.school.name)
        if profile is None:
            continue
        standings += _wrong_standing(profile, opened.school)
        counts += _wrong_count(profile, opened.school)
        means = factor_means(outcome.wave.instrument, outcome.sheets[opened.id])
        scores += [f"{opened.school.name}: {wrong}" for wrong in wrong_scores(profile, means)]
    checks.add(f"{mode}: each shows as much as its turnout allows", holds=not standings, found=str(standings))
    checks.add(f"{mode}: every acknowledged answer is counted once", holds=not counts, found=str(counts))
    checks.add(
        f"{mode}: every published score is the mean of what was sent", holds=not scores, found=str(scores)
    )
    if outcome.wave.subgroup_tables:
        _check_groups(checks, outcome, profiles)
    _check_summary(checks, outcome)
    _check_units(checks, outcome)
    if mode == "rolling":
        _check_interim(checks, outcome)


def _check_groups(checks: Checks, outcome: Outcome, profiles: dict[str, dict[str, Any]]) -> None:
    total, wrong = 0, []
    for opened in outcome.opened:
        if opened.school.name in profiles:
            shown, faults = wrong_groups(
                profiles[opened.school.name], outcome.wave.instrument, outcome.sheets[opened.id]
            )
            total += shown
            wrong += [f"{opened.school.name}: {fault}" for fault in faults]
    checks.add(
        f"{outcome.wave.release_mode}: {total} scores of groups within schools are of five people or more",
        holds=total > 0 and not wrong,
        found=str(wrong),
    )


def _check_summary(checks: Checks, outcome: Outcome) -> None:
    mode, coverage = outcome.wave.release_mode, outcome.summary["coverage"]
    n_included = included_schools([opened.school for opened in outcome.opened])
    checks.add(
        f"{mode}: the district's summary speaks for {n_included} of {len(outcome.opened)} schools",
        holds=coverage["text"]["en"].partition(" (")[0] == f"{n_included} of {len(outcome.opened)} schools",
        found=coverage["text"]["en"],
    )
    wrong = wrong_totals(outcome.summary, outcome.profiles)
    checks.add(f"{mode}: its means are those of the schools' faculties", holds=not wrong, found=str(wrong))
    text = json.dumps(outcome.summary)
    named = [opened.school.name for opened in outcome.opened if opened.school.name in text]
    checks.add(f"{mode}: it names no school", holds=not named, found=str(named))


def _check_units(checks: Checks, outcome: Outcome) -> None:
    """Small schools that answered together have one profile, which names them, and none of their own."""
    units = [opened.school for opened in outcome.opened if opened.school.members]
    if not units:
        return
    published = {
        profile["school"]["name"]: [member["name"] for member in profile["school"]["members"]]
        for profile in outcome.profiles
    }
    wrong = [
        unit.name
        for unit in units
        if sorted(published.get(unit.name, [])) != sorted(name for name, _ in unit.members)
        or any(name in published for name, _ in unit.members)
    ]
    counted = outcome.summary["coverage"]["reporting_units"] == len(units)
    checks.add(
        f"{outcome.wave.release_mode}: small schools reported together have one profile and count as one",
        holds=counted and not wrong,
        found=str(wrong or outcome.summary["coverage"]),
    )


def _check_interim(checks: Checks, outcome: Outcome) -> None:
    """A school without an interim profile must be one of which the summary says that it was withheld (R7)."""
    schools = {name for name, _ in outcome.interim}
    withheld = {each["school"] for each in outcome.summary["withheld"] if each["table"] == "interim_release"}
    names = {profile["school"]["id"]: profile["school"]["name"] for profile in outcome.profiles}
    missing = {opened.school.name for opened in outcome.opened} - schools - {names[each] for each in withheld}
    checks.add(
        f"rolling: {len(outcome.interim)} profiles of {len(schools)} schools came while answers arrived, "
        f"and {len(withheld)} schools are named of which one had to wait",
        holds=bool(schools) and not missing,
        found=str(sorted(missing)),
    )
    telling = [
        name
        for (name, _), profile in outcome.interim.items()
        if not profile["participation"]["interim"] or _shows_items(profile)
    ]
    checks.add("rolling: interim profiles show factor scores only", holds=not telling, found=str(telling))


async def check_phones(checks: Checks, outcome: Outcome, *, crowd: Crowd) -> None:
    """The published record against the receipts on the phones, and a second try of a used pass."""
    mode = outcome.wave.release_mode
    problems: list[str] = []
    for opened in outcome.opened:
        kept = outcome.answered[opened.id]
        record = await crowd.client.fetch_record(opened.id)
        unspent = len(opened.cards) - len(kept)
        verified = verify_record(
            record, pin=opened.pin, own=[each.own for each in kept], unspent_cards=unspent
        )
        problems += [f"{opened.school.name}: {problem}" for problem in verified.problems]
    checks.add(
        f"{mode}: every phone finds its receipt, and no answer was added",
        holds=not problems,
        found=str(problems[:3]),
    )
    first = outcome.answered[outcome.opened[0].id][0]
    again = await crowd.client.submit(first.submission)
    checks.add(f"{mode}: a phone that sends again hears “recorded” again", holds=again == first.own)


def check_keys(checks: Checks, home: Home) -> None:
    """After publication no key is left that signs a pass or opens an answer."""
    folders = (home.issuer_keys, home.opener_keys, home.keks)
    left = [path.name for folder in folders for path in folder.iterdir()]
    checks.add("no signing or opening key survives publication", holds=not left, found=str(left))


def _wrong_standing(profile: dict[str, Any], school: School) -> list[str]:
    standing = profile["participation"]["standing"]
    return [] if standing == school.standing else [f"{school.name}: {standing}, not {school.standing}"]


def _wrong_count(profile: dict[str, Any], school: School) -> list[str]:
    responses = profile["participation"]["responses"]
    if school.standing == "suppressed":
        return [] if isinstance(responses, dict) else [f"{school.name}: a hidden count is shown"]
    return [] if responses == school.answering else [f"{school.name}: {responses}, not {school.answering}"]


def _shows_items(profile: dict[str, Any]) -> bool:
    return any(
        isinstance(factor["items"], list) for domain in profile["domains"] for factor in domain["factors"]
    )
