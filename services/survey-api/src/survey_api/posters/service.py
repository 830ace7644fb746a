"""Decisions about posters: of what is frozen only, so that the square code holds for the whole survey."""

from uuid import UUID

from survey_api.access.admission import Access
from survey_api.documents.posters import Poster
from survey_api.participations import service as participations
from survey_api.posters import queries
from survey_api.problems import CollectedElsewhere, WrongState
from survey_core.encoding import b64url
from survey_core.sealing.manifest import parse_manifest
from survey_core.sealing.words import check_words


async def find(access: Access, *, participation_id: UUID, base_url: str) -> Poster:
    """Return what a participation's poster says.

    Args:
        access: whose participation it must be.
        participation_id: which one.
        base_url: where phones reach the pages.

    Raises:
        NotFound: none of that id is the caller's.
        CollectedElsewhere: nobody answers here.
        WrongState: there is no manifest yet, so no pin that a poster could carry.
    """
    row = await participations.find(access, participation_id=participation_id)
    if row.access == "import":
        raise CollectedElsewhere
    if row.manifest is None:
        raise WrongState(f"the participation is {row.state}; there is a poster from ready on")
    window = await queries.select_window(access.session, administration_id=row.administration_id)
    return Poster(
        school=row.school_name,
        members=(row.reported_together or {}).get("schools", []),
        url=f"{base_url}/survey/#v=1&p={row.id}&pin={b64url(row.pin)}",
        words=list(check_words(row.pin)),
        access=row.access,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        time_zone=window.time_zone,
        k=parse_manifest(row.manifest).k,
    )
