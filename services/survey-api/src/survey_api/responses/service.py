"""Check a submission in the protocol's order, then have it stored."""

from survey_api.problems import BadPass, FieldError, MalformedSubmission, NotFound, NotStored, SurveyNotOpen
from survey_api.responses.intake import Intake, IntakeUnavailable, Outcome
from survey_api.responses.queries import SealedResponse
from survey_api.responses.schemas import Submission
from survey_core.passes.errors import MalformedPass
from survey_core.passes.message import check_message
from survey_core.passes.spent import pass_hash

RETRY_AFTER_S = 1


async def submit(submission: Submission, *, intake: Intake) -> bool:
    """Store a sealed response; returns whether it is new (False: its pass was used before).

    A pass that is known is acknowledged whatever the ciphertext says and however late it comes: the first
    response won, and a phone that never heard so must be able to ask again.

    Raises:
        NotFound, MalformedSubmission, BadPass, SurveyNotOpen, NotStored.
    """
    try:
        outcome = await _check_and_put(submission, intake)
    except IntakeUnavailable:
        raise NotStored(headers={"Retry-After": str(RETRY_AFTER_S)}) from None
    if outcome is Outcome.TOO_LATE:
        raise SurveyNotOpen
    return outcome is Outcome.STORED


async def _check_and_put(submission: Submission, intake: Intake) -> Outcome:
    facts = await intake.facts(submission.participation)
    if facts is None:
        raise NotFound
    if len(submission.sealed) != facts.sealed_length:
        raise MalformedSubmission(
            errors=[FieldError(pointer="/sealed", code="length", detail="must have the manifest's length")]
        )
    try:
        check_message(submission.message, participation=submission.participation)
    except MalformedPass:
        raise BadPass from None
    if not facts.verifier.verify(submission.message, submission.signature):
        raise BadPass
    return await intake.put(
        SealedResponse(facts.participation_id, pass_hash(submission.message), submission.sealed)
    )
