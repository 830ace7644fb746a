"""What can end a demonstration, for those who report it to a person."""

import httpx

from infra.demo.operator import Refused
from infra.demo.waves import TookTooLong
from respondent_client.errors import RespondentError

#: Expected ones; anything else is a mistake in the code and keeps its traceback.
FAILURES = (Refused, RespondentError, TookTooLong, httpx.TransportError)
