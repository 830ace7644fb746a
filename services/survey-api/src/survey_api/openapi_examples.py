"""Examples of documents whose shape is written down elsewhere: by operation, request and answer."""

from typing import Any, Final

from survey_core.sealing.manifest import Suites

_PARTICIPATION: Final = "7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11"
_ADMINISTRATION: Final = "019a9f2e-7c00-7000-8000-000000000004"
_DIGEST: Final = "sha256:" + "0f" * 32
_NOT_ENOUGH: Final = {"suppressed": True, "reason": "not_enough_responses"}

PROFILE: Final[dict[str, Any]] = {
    "profile_version": "1.1",
    "id": "2c4f8a52-6f1e-4d8b-8a0b-7d1c5e9b3f20",
    "revision": 1,
    "school": {
        "id": "019a9f2e-7c00-7000-8000-000000000002",
        "name": "Lakeview Middle School",
        "external_ids": [{"system": "nces", "value": "010000500870"}],
        "members": [],
    },
    "administration": _ADMINISTRATION,
    "instrument": {"id": "internal-coherence", "version": "1.0.0", "digest": _DIGEST},
    "scoring_version": "1.1.0",
    "input_digest": _DIGEST,
    "released_on": "2026-12-05",
    "participation": {
        "eligible": 42,
        "responses": _NOT_ENOUGH,
        "response_rate": _NOT_ENOUGH,
        "standing": "suppressed",
        "replacements_issued": 0,
        "access": "cards",
        "interim": False,
        "minimum_group": 5,
    },
    "domains": [],
    "disagreement_items": _NOT_ENOUGH,
    "start_here": _NOT_ENOUGH,
    "leverage": _NOT_ENOUGH,
    "notes": [],
}

SUMMARY: Final[dict[str, Any]] = {
    "summary_version": "1.1",
    "revision": 1,
    "district": {"id": "019a9f2e-7c00-7000-8000-000000000001", "name": "Lakeview School District"},
    "administration": _ADMINISTRATION,
    "instrument": {"id": "internal-coherence", "version": "1.0.0", "digest": _DIGEST},
    "scoring_version": "1.1.0",
    "released_on": "2026-12-05",
    "coverage": {
        "schools_included": 11,
        "schools_total": 12,
        "text": {"en": "11 of 12 schools", "es": "11 de 12 escuelas"},
    },
    "response_standing": {"profile": 11, "preliminary": 0, "suppressed": 1},
    "domains": [],
    "starting_points": {
        "schools": 10,
        "nothing_weak": 4,
        "factors": [{"factor": "psychological_safety", "start": 3, "then": 0}],
    },
    "supports_needed": [
        {
            "factor": "psychological_safety",
            "title": {"en": "Begin meetings with a question", "es": "Empezar las reuniones con una pregunta"},
            "text": {"en": "Take turns to open with one.", "es": "Túrnense para abrir con una."},
            "schools": 3,
        }
    ],
    "careless": {"suppressed": True, "reason": "too_few_careless"},
    "withheld": [
        {
            "table": "subgroups/years_here",
            "school": "019a9f2e-7c00-7000-8000-000000000002",
            "reason": "differencing",
        }
    ],
    "notes": [],
}

TREND: Final[dict[str, Any]] = {
    "trend_version": "1.0",
    "school": PROFILE["school"],
    "series": [
        {
            "instrument": "internal-coherence",
            "administrations": [
                {
                    "administration": _ADMINISTRATION,
                    "profile": PROFILE["id"],
                    "revision": 1,
                    "released_on": "2026-12-05",
                    "instrument": PROFILE["instrument"],
                    "reported_as": PROFILE["school"],
                    "participation": PROFILE["participation"],
                }
            ],
            "domains": [
                {
                    "id": "structures",
                    "title": {"en": "Structures and processes"},
                    "values": [],
                    "factors": [
                        {
                            "id": "team_processes",
                            "title": {"en": "Team processes"},
                            "values": [
                                {
                                    "administration": _ADMINISTRATION,
                                    "score": _NOT_ENOUGH,
                                    "interval": _NOT_ENOUGH,
                                    "level": _NOT_ENOUGH,
                                    "change": _NOT_ENOUGH,
                                    "comparison": {"comparable": False, "reasons": ["first"]},
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}

MANIFEST: Final[dict[str, Any]] = {
    "access": "cards",
    "administration": _ADMINISTRATION,
    "closes_no_later_than": "2026-12-11T17:00:00Z",
    "custody": "file",
    "eligible": 42,
    "grace_hours": 24,
    "instrument": "internal-coherence",
    "instrument_digest": _DIGEST,
    "instrument_version": "1.0.0",
    "issuer_public_key": "1THn3LezKp4XXEBuNTmv…",
    "k": 5,
    "opens_at": "2026-11-23T08:00:00Z",
    "participation": _PARTICIPATION,
    "release_mode": "sealed",
    "replacement_cap": 3,
    "sealed_length": 2048,
    "sealing_public_key": "BAmrSVYv0r9t1qzVZqXc…",
    "subgroup_tables": [],
    "suites": Suites().model_dump(by_alias=True),
    "v": 1,
}

QUESTIONNAIRE: Final[dict[str, Any]] = {
    "participation": _PARTICIPATION,
    "stage": "open",
    "time_zone": "America/Denver",
    "instrument": {"id": "internal-coherence", "version": "1.0.0", "digest": _DIGEST},
    "language": "en",
    "languages": ["en", "es"],
    "title": "Internal coherence",
    "scales": {"agreement6": {"points": [{"value": 1, "label": "Strongly disagree"}]}},
    "routing": [],
    "sections": [
        {
            "factor": "team_processes",
            "title": "Team processes",
            "group": "teams",
            "ask_if": {"question": "meets_in_team", "is": "yes"},
            "items": [{"id": "tp1", "text": "Our meetings follow an agreed plan.", "scale": "agreement6"}],
        }
    ],
    "background": [],
}

RECORD: Final[dict[str, Any]] = {
    "v": 1,
    "manifest": "{…}",
    "eligible": 42,
    "issued": 40,
    "redeemed": 38,
    "replacements": 0,
    "keyed": 0,
    "rejected": 0,
    "pass_hashes": ["0b9c…"],
    "receipts": ["17de…"],
}


def _made_up(characters: int) -> str:
    """Base64url of the length that such a value has."""
    return ("bWFkZSB1cCAg" * characters)[:characters]


REQUESTS: Final[dict[str, Any]] = {
    "issue_pass": {
        "participation": _PARTICIPATION,
        "code": "7K2M-9QXD-4TBN-H8VF-3CWP",
        "blinded": _made_up(512),
    },
    "submit_response": {
        "participation": _PARTICIPATION,
        "message": _made_up(150) + "A",
        "signature": _made_up(512),
        "sealed": _made_up(2048),
    },
    "read_roster": {"schools": "school,name,eligible\r\nLMS,Lakeview Middle School,42\r\n"},
    "request_import": {
        "responses": "school,tp1,tp2\r\nS1,5,4\r\n",
        "schools": "school,eligible\r\nS1,40\r\n",
    },
}

REPORT: Final[dict[str, Any]] = {
    "profile": PROFILE,
    "instrument": {"instrument": "internal-coherence", "version": "1.0.0"},
}

ANSWERS: Final[dict[str, Any]] = {
    "issue_pass": {"signature": _made_up(512)},
    "submit_response": {"recorded": True},
    "revoke_token": {},
    "get_manifest": MANIFEST,
    "get_questionnaire": QUESTIONNAIRE,
    "get_record": RECORD,
    "get_report": REPORT,
    "get_shared_report": REPORT,
    "get_profile": PROFILE,
    "get_shared_profile": PROFILE,
    "list_profiles": {"data": [PROFILE], "next_cursor": None, "has_more": False},
    "get_instrument_schema": {"title": "Instrument document", "type": "object"},
    "get_profile_schema": {"title": "ProfileDocument", "type": "object"},
    "get_district_summary": SUMMARY,
    "get_school_trend": TREND,
    "get_trend_schema": {"title": "TrendDocument", "type": "object"},
    "get_district_summary_schema": {"title": "DistrictSummary", "type": "object"},
}
