"""What any request may meet."""

from survey_api.problems.base import Problem


class MalformedRequest(Problem):
    """The body could not be read: it must be valid JSON in UTF-8 (or the form named in the docs)."""

    status = 400
    slug = "malformed-request"
    title = "The request could not be read"


class InvalidCursor(Problem):
    """A cursor is good as it was given out, for the list that gave it only. Else begin without one."""

    status = 400
    slug = "invalid-cursor"
    title = "Not a cursor of this list"


class NotAuthenticated(Problem):
    """Send `Authorization: Bearer …` with an API key, an access token or a session that is in force."""

    status = 401
    slug = "not-authenticated"
    title = "No valid API key, access token or session"


class InsufficientScope(Problem):
    """The key, token or session is valid but may not do this. `detail` names the scope it lacks."""

    status = 403
    slug = "insufficient-scope"
    title = "Not allowed to do this"


class WholeDistrictOnly(Problem):
    """This caller is bound to some schools of the district; this is for whoever reaches all of it."""

    status = 403
    slug = "whole-district-only"
    title = "Only for the whole district"


class CrossSiteRequest(Problem):
    """With a cookie, changes are taken from pages of this server only (`Sec-Fetch-Site`, `Origin`)."""

    status = 403
    slug = "cross-site-request"
    title = "Another page may have sent this"


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


class IdempotencyKeyInvalid(Problem):
    """An `Idempotency-Key` is 1 to 255 visible ASCII characters, blanks only inside: a UUID does well."""

    status = 400
    slug = "idempotency-key-invalid"
    title = "Not an Idempotency-Key"


class IdempotencyKeyNotTaken(Problem):
    """This address takes no `Idempotency-Key`: its answer is never stored, or asking twice changes nothing.

    Leave the header out. After an answer that got lost, look whether the thing is there before you ask again.
    """

    status = 400
    slug = "idempotency-key-not-taken"
    title = "No Idempotency-Key here"


class RequestInFlight(Problem):
    """A request with this `Idempotency-Key` is being worked on. Ask again after `Retry-After` seconds."""

    status = 409
    slug = "request-in-flight"
    title = "The same request is under way"


class IdempotencyKeyReused(Problem):
    """This `Idempotency-Key` came with another request within 24 hours: take a new key for a new request."""

    status = 422
    slug = "idempotency-key-reused"
    title = "The Idempotency-Key belongs to another request"


class DeletedMeanwhile(Problem):
    """What this belongs to was deleted while you asked; nothing was stored. Read again what there is."""

    status = 409
    slug = "deleted-meanwhile"
    title = "What it belongs to was deleted"


class MethodNotAllowed(Problem):
    """This address exists but not with this method; the `Allow` header lists all that work."""

    status = 405
    slug = "method-not-allowed"
    title = "Method not allowed"


class PreconditionFailed(Problem):
    """The thing has changed since the answer whose ETag is in `If-Match`: read it again, then decide anew."""

    status = 412
    slug = "precondition-failed"
    title = "It has changed since"


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


class TooManyRequests(Problem):
    """More requests than one caller may make in a minute. Wait for `Retry-After` seconds, then go on."""

    status = 429
    slug = "too-many-requests"
    title = "Too many requests"


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
