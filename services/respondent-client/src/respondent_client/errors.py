"""What can stop a respondent, and what to do about it. No message holds a code or an answer."""


class RespondentError(Exception):
    """Something stopped the respondent; the message says what to do."""


class ServerUnreachable(RespondentError):
    """No usable answer after every retry: keep the stored state and send it again later."""


class UnexpectedAnswer(RespondentError):
    """The server answered outside the contract.

    Attributes:
        status: HTTP status.
        problem: last part of the RFC 9457 type, or "" when there is none.
    """

    def __init__(self, status: int, problem: str) -> None:
        """Remember the status and the problem, never the body."""
        super().__init__(f"the server answered {status} {problem}".rstrip() + "; report this to the district")
        self.status = status
        self.problem = problem


class ParticipationUnknown(RespondentError):
    """There is no such participation, or it is not ready: scan the poster or card again."""


class WrongPoster(RespondentError):
    """The server's manifest is not the one on the poster: do not answer, tell your colleagues."""


class ManifestRefused(RespondentError):
    """The manifest is malformed or for another participation: do not answer, tell your colleagues."""


class QuestionsRefused(RespondentError):
    """The questions are not those of the manifest that was agreed to: do not answer, tell your colleagues."""


class CodeUnknown(RespondentError):
    """No such code in this participation: compare it with the card, or ask for a replacement."""


class CheckInConflict(RespondentError):
    """The code is already in use on another phone, or check-in is closed.

    Attributes:
        problem: last part of the RFC 9457 type, which tells the two apart.
    """

    def __init__(self, problem: str) -> None:
        """Remember which conflict it was."""
        super().__init__(
            f"check-in refused ({problem or 'conflict'}): continue on the phone that used this code first, "
            "or ask for a replacement while the survey is open"
        )
        self.problem = problem


class CheckInMalformed(RespondentError):
    """The server found the request malformed; the code is untouched. Start the check-in again."""


class PassRefusedByPhone(RespondentError):
    """The issuer's answer is no valid pass under the manifest's key: do not answer, tell your colleagues."""


class PassRefused(RespondentError):
    """The server does not accept this pass for this participation: check in again with your code."""


class TooLate(RespondentError):
    """The survey and its grace period are over, so this response was not recorded."""


class SubmissionMalformed(RespondentError):
    """The server found the submission malformed: seal the answers again with the current page."""


class RecordNotPublished(RespondentError):
    """The record appears after the final release: look again later."""


class RecordRefused(RespondentError):
    """The published record contradicts itself or the poster: tell your colleagues."""


class StateDamaged(RespondentError):
    """A stored state cannot be read back: start again from the card."""
