"""The catalogue of expected failures (RFC 9457). docs/problems.md lists them; a check compares.

A problem's docstring says what happened and what to do: it is the default `detail` and its entry in the
docs. On respondent routes nothing else is ever said, so that no answer repeats what was sent.
"""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One fault in a request.

    Attributes:
        pointer: JSON Pointer into the body (`/schools/0/eligible`), or `query/limit`, `path/…`, `header/…`;
            `line/3` for a line of an uploaded file.
        code: stable name of the fault.
        detail: what is allowed there.
    """

    pointer: str
    code: str
    detail: str


class Problem(Exception):
    """An expected failure. Subclasses are the catalogue."""

    status: ClassVar[int]
    slug: ClassVar[str]
    title: ClassVar[str]
    catalogue: ClassVar[dict[str, type["Problem"]]] = {}

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.detail = detail or self.advice()
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        super().__init__(self.slug)

    def __init_subclass__(cls) -> None:
        if cls.slug in Problem.catalogue:
            raise TypeError(f"two problems are called {cls.slug}")
        Problem.catalogue[cls.slug] = cls

    @classmethod
    def advice(cls) -> str:
        """What happened and what to do, as one line of text."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split())


# Any request ------------------------------------------------------------------------------------------


class MalformedRequest(Problem):
    """The body could not be read: it must be valid JSON in UTF-8 (or the form named in the docs)."""

    status = 400
    slug = "malformed-request"
    title = "The request could not be read"


class NotAuthenticated(Problem):
    """Send `Authorization: Bearer tl_live_…` with an API key that is in force."""

    status = 401
    slug = "not-authenticated"
    title = "No valid API key"


class InsufficientScope(Problem):
    """The API key is valid but may not do this. `detail` names the scope it lacks."""

    status = 403
    slug = "insufficient-scope"
    title = "The API key may not do this"


class OperatorOnly(Problem):
    """Only an operator's key, which is bound to no district, may do this."""

    status = 403
    slug = "operator-only"
    title = "Only for the operator"


class NotFound(Problem):
    """There is nothing here, or it belongs to somebody else."""

    status = 404
    slug = "not-found"
    title = "Not found"


class MethodNotAllowed(Problem):
    """This address exists but not with this method; the `Allow` header lists all that work."""

    status = 405
    slug = "method-not-allowed"
    title = "Method not allowed"


class BodyTooLarge(Problem):
    """The body is larger than this address accepts."""

    status = 413
    slug = "body-too-large"
    title = "The request is too large"


class InvalidRequest(Problem):
    """Some fields are missing, unknown or out of range. `errors` lists every one of them."""

    status = 422
    slug = "invalid-request"
    title = "The request is not valid"


class InternalError(Problem):
    """Something went wrong on our side. Try again; if it stays, report `request_id`."""

    status = 500
    slug = "internal-error"
    title = "Internal error"


class NotReady(Problem):
    """The service is starting or a part it needs is missing. Try again after `Retry-After` seconds."""

    status = 503
    slug = "not-ready"
    title = "Not ready"


# Districts, schools, keys -----------------------------------------------------------------------------


class UnknownDistrict(Problem):
    """The body names a district that does not exist or is not yours; operators must name one."""

    status = 422
    slug = "unknown-district"
    title = "Unknown district"


class ExternalIdTaken(Problem):
    """Another school of the district already has one of these external ids."""

    status = 409
    slug = "external-id-taken"
    title = "External id already in use"


class RosterRefused(Problem):
    """The roster has faults; nothing was stored. `errors` lists them by line."""

    status = 422
    slug = "roster-refused"
    title = "The roster was refused"


# Instruments ------------------------------------------------------------------------------------------


class InvalidInstrument(Problem):
    """The document is not a valid instrument. `errors` names each place and what is allowed there."""

    status = 422
    slug = "invalid-instrument"
    title = "The instrument is not valid"


class InstrumentImmutable(Problem):
    """This id and version is stored with another content. Stored ones never change: raise the version."""

    status = 409
    slug = "instrument-immutable"
    title = "The instrument version is taken"


class UnknownInstrument(Problem):
    """No instrument of that id and version is stored for this district."""

    status = 422
    slug = "unknown-instrument"
    title = "Unknown instrument"


# Administrations --------------------------------------------------------------------------------------


class WrongState(Problem):
    """The administration is in a state that does not allow this. `detail` names the state and what fits."""

    status = 409
    slug = "wrong-state"
    title = "Not possible in this state"


class CollectedElsewhere(Problem):
    """Access `import`: there is no window to open or close; send the files to `/imports`."""

    status = 409
    slug = "collected-elsewhere"
    title = "Responses are collected elsewhere"


class NoSchools(Problem):
    """An administration needs at least one school before it can be made ready."""

    status = 409
    slug = "no-schools"
    title = "No schools yet"


class SchoolAlreadyTakesPart(Problem):
    """A school takes part in an administration once."""

    status = 409
    slug = "school-already-takes-part"
    title = "The school already takes part"


class KeysNotPrepared(Problem):
    """The scoring worker has not made the sealing keys yet. Check that it runs, then try again."""

    status = 503
    slug = "keys-not-prepared"
    title = "Sealing keys are not prepared"


class TooEarly(Problem):
    """The window has not begun. `opens_at` is fixed in every manifest; open at that time or later."""

    status = 409
    slug = "too-early"
    title = "The window has not begun"


class WindowOver(Problem):
    """The window is over, so the administration can no longer be opened."""

    status = 409
    slug = "window-over"
    title = "The window is over"


class ExtensionTooLong(Problem):
    """The new end must lie after the present one and not after `closes_no_later_than`."""

    status = 422
    slug = "extension-too-long"
    title = "The window cannot be extended so far"


class CardsAlreadyMade(Problem):
    """The card list is produced once, so that nobody can read codes a second time."""

    status = 409
    slug = "cards-already-made"
    title = "The cards were already made"


class CardsNotYetMade(Problem):
    """Replacement codes replace lost cards, so the cards come first."""

    status = 409
    slug = "cards-not-made"
    title = "There are no cards yet"


class NoCards(Problem):
    """Only administrations with `access: cards` have cards and replacement codes."""

    status = 409
    slug = "no-cards"
    title = "This administration has no cards"


class ReplacementsExhausted(Problem):
    """More codes than the manifest's `replacement_cap` would be issued. `detail` says how many are left."""

    status = 409
    slug = "replacements-exhausted"
    title = "No replacement codes left"


class ImportsNotAccepted(Problem):
    """Only administrations created with `access: import` take responses collected elsewhere."""

    status = 409
    slug = "imports-not-accepted"
    title = "This administration takes no imports"


class ImportExists(Problem):
    """An import of this administration is waiting, running or done; responses are imported once."""

    status = 409
    slug = "import-exists"
    title = "There is an import already"


# Respondents ------------------------------------------------------------------------------------------


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
