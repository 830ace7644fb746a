"""What a respondent may meet. Nothing but these fixed texts is ever answered there."""

from survey_api.problems.base import Problem


class SurveyNotOpen(Problem):
    """The survey is not open."""

    status = 409
    slug = "survey-not-open"
    title = "The survey is not open"


class UnknownCode(Problem):
    """This code is not known for this survey. Compare it with the card, symbol by symbol."""

    status = 404
    slug = "unknown-code"
    title = "Unknown code"


class CodeAlreadyUsed(Problem):
    """This code was already used on another phone or after the survey page was cleared."""

    status = 409
    slug = "code-already-used"
    title = "The code was already used"


class PassesExhausted(Problem):
    """All passes of this survey have been issued."""

    status = 409
    slug = "passes-exhausted"
    title = "No passes left"


class MalformedPassRequest(Problem):
    """The request does not have the form of a pass request. The code was not touched."""

    status = 422
    slug = "malformed-pass-request"
    title = "Malformed pass request"


class MalformedSubmission(Problem):
    """The submission does not have the form of a sealed response."""

    status = 422
    slug = "malformed-submission"
    title = "Malformed submission"


class BadPass(Problem):
    """The pass does not carry a valid signature for this survey."""

    status = 403
    slug = "bad-pass"
    title = "The pass is not valid"


class RecordNotPublished(Problem):
    """The record is published after the final release."""

    status = 404
    slug = "record-not-published"
    title = "The record is not published yet"


class ReportNotPublished(Problem):
    """The school's report is published with the final release."""

    status = 404
    slug = "report-not-published"
    title = "The report is not published yet"


class LanguageNotOffered(Problem):
    """The questionnaire is not available in this language; the manifest page lists those it has."""

    status = 404
    slug = "language-not-offered"
    title = "Language not offered"


class NotStored(Problem):
    """The response is not confirmed as stored. Send the same request again after `Retry-After` seconds."""

    status = 503
    slug = "not-stored"
    title = "Not stored yet"


class TooManyFailures(Problem):
    """Too many failed attempts from this address. Wait for `Retry-After` seconds."""

    status = 429
    slug = "too-many-failures"
    title = "Too many failed attempts"
