"""The message with a one-time link."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from survey_api.mail.messages import notice

SUBJECT: Final = "Your sign-in link / Su enlace de acceso"
_ENGLISH: Final = """\
Somebody, probably you, asked to sign in to Throughline for {district}.

Your link. It works once, within 15 minutes:
{url}

If you did not ask for it, there is nothing to do. Do not forward this message: whoever opens the link
first is signed in as you.
"""
_SPANISH: Final = """\
Alguien, probablemente usted, pidió acceso a Throughline para {district}.

Su enlace. Sirve una vez, durante 15 minutos:
{url}

Si usted no lo pidió, no tiene que hacer nada. No reenvíe este mensaje: la primera persona que abra el
enlace entra en su nombre.
"""


INVITATION_SUBJECT: Final = "Your access to survey results / Su acceso a los resultados de la encuesta"
_INVITED_ENGLISH: Final = """\
You are invited to sign in to Throughline for {district}.

Your link. It works once, within 24 hours:
{url}

Later, ask for another link on the same page with this address. Do not forward this message: whoever opens
the link first is signed in as you.
"""
_INVITED_SPANISH: Final = """\
Le invitamos a iniciar sesión en Throughline para {district}.

Su enlace. Sirve una vez, durante 24 horas:
{url}

Más adelante, pida otro enlace en la misma página con esta dirección. No reenvíe este mensaje: la primera
persona que abra el enlace entra en su nombre.
"""


def invitation(*, to: str, sender: Address, date: datetime, url: str, district: str) -> EmailMessage:
    """The first message somebody gets, in both languages."""
    values = {"url": url, "district": district}
    return notice(
        to=to,
        sender=sender,
        date=date,
        subject=INVITATION_SUBJECT,
        english=_INVITED_ENGLISH.format(**values),
        spanish=_INVITED_SPANISH.format(**values),
    )


def sign_in_link(*, to: str, sender: Address, date: datetime, url: str, district: str) -> EmailMessage:
    """The message, in both languages."""
    values = {"url": url, "district": district}
    return notice(
        to=to,
        sender=sender,
        date=date,
        subject=SUBJECT,
        english=_ENGLISH.format(**values),
        spanish=_SPANISH.format(**values),
    )
