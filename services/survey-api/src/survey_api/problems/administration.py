"""What administrators and integrators may meet."""

from survey_api.problems.base import Problem


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


class AskedTooSoon(Problem):
    """A school is asked the same questionnaire less than 90 days apart. `detail` names where and when."""

    status = 409
    slug = "asked-too-soon"
    title = "The same questionnaire within 90 days"


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
    """Only `access: cards` has cards. With access `email`, name the `address` whose message to replace."""

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


class PublicUrlIsLocal(Problem):
    """Posters, cards and messages would lead phones to themselves (`localhost`): set `PUBLIC_URL` first."""

    status = 409
    slug = "public-url-is-local"
    title = "Links would lead nowhere"


class ReleaseRunning(Problem):
    """Responses are being released or imported just now. Nothing was deleted: try again in a minute."""

    status = 409
    slug = "release-running"
    title = "A release is under way"


class DeletionNotConfirmed(Problem):
    """Repeat `confirm` of a dry run. Without it nothing goes, nor if anything changed since the dry run."""

    status = 409
    slug = "deletion-not-confirmed"
    title = "The deletion is not confirmed"
