"""What administrators and people who sign in may meet."""

from survey_api.problems.base import Problem


class EmailTaken(Problem):
    """Somebody in this district has this address already; look for them with `?email=`."""

    status = 409
    slug = "email-taken"
    title = "This address is taken"


class LastAdministrator(Problem):
    """Nobody would be left to administer the district. Make another administrator first."""

    status = 409
    slug = "last-administrator"
    title = "The last administrator of the district"


class SignInByMailNotConfigured(Problem):
    """No mail server is set. The operator makes a link with `python -m survey_api.people link`."""

    status = 409
    slug = "sign-in-by-mail-not-configured"
    title = "Links cannot be sent by e-mail"


class LinkNotValid(Problem):
    """This sign-in link is not complete, was used, or is older than 15 minutes. Ask for another."""

    status = 404
    slug = "link-not-valid"
    title = "This link does not work any more"


class NotPublishedYet(Problem):
    """Only published profiles can be shared. Wait until the results of this participation are published."""

    status = 409
    slug = "not-published-yet"
    title = "There is no published profile yet"


class TooManySignIns(Problem):
    """Too many attempts to sign in from this address, or for this person. Wait for `Retry-After` seconds."""

    status = 429
    slug = "too-many-sign-ins"
    title = "Too many attempts to sign in"


class ProviderUnusable(Problem):
    """The identity provider cannot be used as configured. `detail` says what is missing or went wrong."""

    status = 422
    slug = "identity-provider-unusable"
    title = "The identity provider cannot be used"
