"""What administrators may meet with access by e-mail."""

from survey_api.problems.base import Problem


class MailNotConfigured(Problem):
    """Access `email` needs a mail server: set SMTP_HOST and MAIL_FROM, then try again."""

    status = 409
    slug = "mail-not-configured"
    title = "No mail server is set"


class MailServerRefused(Problem):
    """The message was not taken. Check the SMTP settings and the address; `detail` gives the reply code."""

    status = 502
    slug = "mail-server-refused"
    title = "The mail server did not take the message"


class MailKeysMissing(Problem):
    """ISSUER_KEY_DIR lacks the key that seals the addresses. Put the directory back, then try again."""

    status = 503
    slug = "mail-keys-missing"
    title = "The addresses cannot be read"


class NoMail(Problem):
    """Only administrations with `access: email` have addresses and messages."""

    status = 409
    slug = "no-mail"
    title = "This administration sends no e-mail"


class AddressesRefused(Problem):
    """The list of addresses has faults; nothing was stored. `errors` names lines, never addresses."""

    status = 422
    slug = "addresses-refused"
    title = "The addresses were refused"


class AddressCountDiffers(Problem):
    """The list needs one address for each eligible person. Some have none? Send `?incomplete=true`."""

    status = 422
    slug = "address-count-differs"
    title = "Not as many addresses as people"


class AddressesNotGiven(Problem):
    """A replacement stands for a message that was sent, so the list of addresses comes first."""

    status = 409
    slug = "addresses-not-given"
    title = "There are no addresses yet"


class AlreadyReminded(Problem):
    """People are reminded at most once in 24 hours."""

    status = 409
    slug = "already-reminded"
    title = "A reminder was sent already"


class DistrictKeyOnly(Problem):
    """Addresses that bounced are shown to a key of the district itself, not to an operator's."""

    status = 403
    slug = "district-key-only"
    title = "Only a key of the district may do this"
