"""What a leader is told: that the profile can be read, and where. No number, no key: they sign in there."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from survey_api.mail.messages import notice
from survey_api.notices.queries import Notice

SUBJECT: Final = "Your school's survey results / Resultados de la encuesta de su escuela"
_READY_EN: Final = """\
The results of the staff survey are ready for {school} ({district}).

Read the school's profile here. The page asks you to sign in:
{url}

Your staff can read the same report: the address on the survey's poster leads them to it.

You get this message once, because you lead this school. It carries no results, so that they stay where
people have to sign in.
"""
_READY_ES: Final = """\
Los resultados de la encuesta del personal de {school} ({district}) están listos.

Lea aquí el perfil de la escuela. La página le pedirá que inicie sesión:
{url}

Su personal puede leer el mismo informe: la dirección del cartel de la encuesta lleva a él.

Recibe este mensaje una sola vez, porque usted dirige esta escuela. No lleva resultados, para que se queden
donde hay que iniciar sesión.
"""
_TOO_FEW_EN: Final = """\
The staff survey of {school} ({district}) has ended. Too few people answered for results that protect
everybody, so none are shown.

The page says what that means, and what helps next time. It asks you to sign in:
{url}

You get this message once, because you lead this school.
"""
_TOO_FEW_ES: Final = """\
La encuesta del personal de {school} ({district}) ha terminado. Respondieron muy pocas personas para mostrar
resultados que protejan a todas, así que no se muestra ninguno.

La página explica qué significa eso y qué ayuda la próxima vez. Le pedirá que inicie sesión:
{url}

Recibe este mensaje una sola vez, porque usted dirige esta escuela.
"""


def profile_is_ready(told: Notice, *, sender: Address, date: datetime, pages_url: str) -> EmailMessage:
    """The message, in both languages; the same Message-ID however often it has to be sent."""
    english, spanish = (_TOO_FEW_EN, _TOO_FEW_ES) if told.suppressed else (_READY_EN, _READY_ES)
    values = {
        "school": told.school,
        "district": told.district,
        "url": f"{pages_url}/results/#profile={told.profile}",
    }
    message = notice(
        to=told.email,
        sender=sender,
        date=date,
        subject=SUBJECT,
        english=english.format(**values),
        spanish=spanish.format(**values),
    )
    message.replace_header("Message-ID", f"<{_own_id(told)}@{sender.domain}>")
    return message


def _own_id(told: Notice) -> str:
    """Mail servers and programs know by it a message that a crash made us send again."""
    return hashlib.sha256(f"profile-notice|{told.participation_id}|{told.person_id}".encode()).hexdigest()[
        :32
    ]
