"""The messages: plain text in every language at once, the same for everyone but for the link and its code.

No picture, no HTML, no name, no pin: what a message says can be held against the poster. Nothing in the
headers is anybody's own either: one date for a whole batch, and a Message-ID of random bytes.
"""

import secrets
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from survey_core.passes.codes import format_code

#: Quoted-printable everywhere: no server on the way has to understand anything newer.
_POLICY: Final = SMTP.clone(cte_type="7bit")

INVITATION_SUBJECT: Final = "Staff survey: your link / Encuesta del personal: su enlace"
REMINDER_SUBJECT: Final = "Staff survey: a reminder / Encuesta del personal: recordatorio"
TEST_SUBJECT: Final = "Throughline: test message / mensaje de prueba"

_INVITATION_EN: Final = """\
You are invited to an anonymous survey of the staff of your school.

Your link, for one response:
{url}

You can also scan the poster in your school and type this code:
{code}

Before you start, the page shows six words. Compare them with the words on the poster, and with a
colleague's phone. If they differ, stop and tell your colleagues.

Who sees what: your answers are sealed on your phone and carry no name and no code. Your school and
your district see only results of groups of five people or more. Nobody can see from the results who
answered, or what you said. The mail system that brought you this message can see your code: it can
tell who got which code, not what anybody answered.

Do not forward this message. The code works once, and it is yours.
"""
_INVITATION_ES: Final = """\
Le invitamos a una encuesta anónima del personal de su escuela.

Su enlace, para una respuesta:
{url}

También puede escanear el cartel de su escuela y escribir este código:
{code}

Antes de empezar, la página muestra seis palabras. Compárelas con las del cartel y con el teléfono de
un colega. Si no coinciden, deténgase y avise a sus colegas.

Quién ve qué: sus respuestas se sellan en su teléfono y no llevan nombre ni código. Su escuela y su
distrito ven solo resultados de grupos de cinco personas o más. Nadie puede ver en los resultados quién
respondió ni qué dijo usted. El sistema de correo que le trajo este mensaje puede ver su código: puede
saber quién recibió cuál código, no qué respondió nadie.

No reenvíe este mensaje. El código sirve una vez y es suyo.
"""
_REMINDER_EN: Final = {
    "email": """\
The anonymous staff survey of your school is still open.

If you have already answered: thank you, there is nothing to do. This reminder goes to everyone,
because nobody can see who has answered.

If not: use the link in the message you got before. This message carries no link and no code. If you
cannot find that message, ask the person who runs the survey in your school for a new one.
""",
    "cards": """\
The anonymous staff survey of your school is still open.

If you have already answered: thank you, there is nothing to do. This reminder goes to everyone,
because nobody can see who has answered.

If not: scan the card you drew. If you have lost it, ask the person who runs the survey in your school
for another one.
""",
    "open": """\
The anonymous staff survey of your school is still open.

If you have already answered: thank you, please do not answer twice. This reminder goes to everyone,
because nobody can see who has answered.

If not: scan the poster in your school and type the word that was shown in the meeting.
""",
}
_REMINDER_ES: Final = {
    "email": """\
La encuesta anónima del personal de su escuela sigue abierta.

Si ya respondió: gracias, no tiene que hacer nada. Este recordatorio llega a todas las personas, porque
nadie puede ver quién ha respondido.

Si no: use el enlace del mensaje que recibió antes. Este mensaje no lleva enlace ni código. Si no
encuentra aquel mensaje, pida uno nuevo a la persona que dirige la encuesta en su escuela.
""",
    "cards": """\
La encuesta anónima del personal de su escuela sigue abierta.

Si ya respondió: gracias, no tiene que hacer nada. Este recordatorio llega a todas las personas, porque
nadie puede ver quién ha respondido.

Si no: escanee la tarjeta que sacó. Si la perdió, pida otra a la persona que dirige la encuesta en su
escuela.
""",
    "open": """\
La encuesta anónima del personal de su escuela sigue abierta.

Si ya respondió: gracias, por favor no responda dos veces. Este recordatorio llega a todas las personas,
porque nadie puede ver quién ha respondido.

Si no: escanee el cartel de su escuela y escriba la palabra que se mostró en la reunión.
""",
}
_TEST: Final = """\
This is a test message. If you can read it, surveys can be sent by e-mail from this installation.

Este es un mensaje de prueba. Si puede leerlo, esta instalación puede enviar encuestas por correo.
"""


def invitation(*, to: str, sender: Address, date: datetime, url: str, code: str) -> EmailMessage:
    """The message with a person's link; `url` holds the code in its fragment."""
    values = {"url": url, "code": format_code(code)}
    text = _both(_INVITATION_EN.format(**values), _INVITATION_ES.format(**values))
    return _message(to=to, sender=sender, date=date, subject=INVITATION_SUBJECT, text=text)


def reminder(*, to: str, sender: Address, date: datetime) -> EmailMessage:
    """The same reminder for everyone: no link, no code."""
    return _message(
        to=to, sender=sender, date=date, subject=REMINDER_SUBJECT, text=_both(*reminder_text("email"))
    )


def reminder_text(access: str) -> tuple[str, str]:
    """A reminder in English and in Spanish for a way of access: `email`, `cards` or `open`."""
    return _REMINDER_EN[access], _REMINDER_ES[access]


def trial(*, to: str, sender: Address, date: datetime) -> EmailMessage:
    """A message that only shows that messages arrive."""
    return _message(to=to, sender=sender, date=date, subject=TEST_SUBJECT, text=_TEST)


def notice(
    *, to: str, sender: Address, date: datetime, subject: str, english: str, spanish: str
) -> EmailMessage:
    """Any other message, in both languages."""
    return _message(to=to, sender=sender, date=date, subject=subject, text=_both(english, spanish))


def _both(english: str, spanish: str) -> str:
    return f"(Español más abajo)\n\n{english}\n--------\n\n{spanish}"


def _message(*, to: str, sender: Address, date: datetime, subject: str, text: str) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = date
    message["Message-ID"] = f"<{secrets.token_hex(16)}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday reply answers
    message.set_content(text, cte="quoted-printable")
    return message
