"""Parts of a profile, found."""

from survey_api.documents.report.reader import Json


def in_causal_order(profile: Json) -> list[Json]:
    """The domains as one leads to the next."""
    return sorted(profile["domains"], key=lambda domain: domain["causal_position"])


def factors_of(profile: Json) -> list[Json]:
    """Every factor in the instrument's order, never by size."""
    return [factor for domain in profile["domains"] for factor in domain["factors"]]


def title_of(factor_id: str, profile: Json) -> Json:
    """What a factor is called."""
    return next((one["title"] for one in factors_of(profile) if one["id"] == factor_id), {"": factor_id})
