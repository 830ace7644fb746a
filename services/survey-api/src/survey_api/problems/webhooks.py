"""What administrators may meet with webhooks."""

from survey_api.problems.base import Problem


class WebhookDisabled(Problem):
    """The webhook is switched off. Change it to `enabled: true`, then try again."""

    status = 409
    slug = "webhook-disabled"
    title = "The webhook is switched off"


class TooManyWebhooks(Problem):
    """A district may have 20 webhooks. Remove one that is not needed."""

    status = 409
    slug = "too-many-webhooks"
    title = "Too many webhooks"
