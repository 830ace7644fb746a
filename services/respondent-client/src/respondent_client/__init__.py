"""The respondent's side of the protocol over HTTP, for the demo, tests and load tools."""

from respondent_client.agreement import Agreement
from respondent_client.client import RespondentClient
from respondent_client.states import Pass, PendingCheckIn, SealedSubmission, dump_state, load_state
from respondent_client.steps import finish_check_in, seal_answers, start_check_in
from respondent_client.transport import Retry

__all__ = [
    "Agreement",
    "Pass",
    "PendingCheckIn",
    "RespondentClient",
    "Retry",
    "SealedSubmission",
    "dump_state",
    "finish_check_in",
    "load_state",
    "seal_answers",
    "start_check_in",
]
