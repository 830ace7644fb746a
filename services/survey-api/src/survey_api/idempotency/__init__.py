"""`Idempotency-Key`: a request repeated for want of an answer gets the answer, and does nothing twice."""

from survey_api.idempotency.requests import NOT_REPEATABLE
from survey_api.idempotency.service import install

__all__ = ["NOT_REPEATABLE", "install"]
