"""The respondent's requests, in the order a phone makes them.

agreement = await client.fetch_manifest(participation, pin=pin)
pending = start_check_in(agreement, code=code)          # store it
held = await client.check_in(pending)                   # store it, forget pending
submission = seal_answers(held, answers)                # store it, forget held and answers
own = await client.submit(submission)                   # keep it, forget submission
outcome = await client.check_record(own)                # after the results are out
"""

from typing import Any

import httpx

from respondent_client import errors
from respondent_client.agreement import Agreement
from respondent_client.states import Pass, PendingCheckIn, SealedSubmission
from respondent_client.steps import finish_check_in
from respondent_client.transport import Retry, problem_of, send, unexpected
from survey_core.sealing.record import parse_record
from survey_core.sealing.verify import Outcome, OwnReceipt, own_outcome, verify_record

_PATIENT = Retry()


class RespondentClient:
    """One respondent's (or one load generator's) view of a server. It keeps no state of its own."""

    def __init__(self, http: httpx.AsyncClient, *, retry: Retry = _PATIENT) -> None:
        """Use a client whose base URL is the server's; its cookies and credentials are never sent."""
        self._http = http
        self._retry = retry

    async def fetch_manifest(self, participation: str, *, pin: bytes | None = None) -> Agreement:
        """Fetch and check the manifest.

        Args:
            participation: id on the poster or card.
            pin: 32 bytes from the poster, when one was scanned.

        Returns:
            The agreement; without a pin show its `words` and ask before checking in.

        Raises:
            WrongPoster, ManifestRefused, ParticipationUnknown, ServerUnreachable.
        """
        response = await self._get(f"/v1/participations/{participation}/manifest")
        return Agreement.read(response.content, participation=participation, pin=pin)

    async def fetch_questionnaire(self, agreement: Agreement, *, language: str) -> dict[str, Any]:
        """The questions for the page, held against what was agreed to.

        Args:
            agreement: from `fetch_manifest`.
            language: BCP 47 tag.

        Returns:
            The questionnaire as the server gave it.

        Raises:
            QuestionsRefused, ParticipationUnknown, ServerUnreachable, UnexpectedAnswer.
        """
        query = httpx.QueryParams({"language": language})
        path = f"/v1/participations/{agreement.manifest.participation}/questionnaire?{query}"
        found = _json_object(await self._get(path))
        agreement.check_questions(found)
        return found

    async def check_in(self, pending: PendingCheckIn) -> Pass:
        """Exchange a code or word for a pass. Calling it again with the same state is safe.

        Args:
            pending: stored before this call.

        Returns:
            The pass.

        Raises:
            CodeUnknown, CheckInConflict, CheckInMalformed, PassRefusedByPhone, ServerUnreachable.
        """
        response = await self._post("/v1/passes", pending.body)
        match response.status_code:
            case httpx.codes.OK:
                return finish_check_in(pending, signature=str(_json_object(response).get("signature", "")))
            case httpx.codes.NOT_FOUND:
                raise errors.CodeUnknown(
                    "no such code here: compare it with the card, or ask for a replacement"
                )
            case httpx.codes.CONFLICT:
                raise errors.CheckInConflict(problem_of(response))
            case httpx.codes.UNPROCESSABLE_ENTITY:
                raise errors.CheckInMalformed("the request was malformed, the code is untouched: start again")
        raise unexpected(response)

    async def submit(self, submission: SealedSubmission) -> OwnReceipt:
        """Hand in sealed answers. Calling it again is safe: a known pass is acknowledged again.

        Args:
            submission: stored before this call.

        Returns:
            The receipt to keep.

        Raises:
            PassRefused, TooLate, SubmissionMalformed, ServerUnreachable.
        """
        response = await self._post("/v1/responses", submission.body)
        match response.status_code:
            case httpx.codes.CREATED | httpx.codes.OK if _json_object(response).get("recorded") is True:
                return submission.own
            case httpx.codes.FORBIDDEN:
                raise errors.PassRefused("the pass was not accepted: check in again with your code")
            case httpx.codes.CONFLICT:
                raise errors.TooLate("the survey and its grace period are over: nothing was recorded")
            case httpx.codes.UNPROCESSABLE_ENTITY | httpx.codes.REQUEST_ENTITY_TOO_LARGE:
                raise errors.SubmissionMalformed("the submission was malformed: seal the answers again")
        raise unexpected(response)

    async def fetch_record(self, participation: str) -> bytes:
        """The published record's exact bytes, for `verify_record`.

        Args:
            participation: id on the poster or card.

        Returns:
            Canonical JSON.

        Raises:
            RecordNotPublished, ServerUnreachable, UnexpectedAnswer.
        """
        response = await send(
            self._http, "GET", f"/v1/participations/{participation}/record", retry=self._retry
        )
        if response.status_code in {httpx.codes.NOT_FOUND, httpx.codes.CONFLICT}:
            raise errors.RecordNotPublished("the record appears after the final release: look again later")
        if response.status_code != httpx.codes.OK:
            raise unexpected(response)
        return response.content

    async def check_record(self, own: OwnReceipt) -> Outcome:
        """Whether one's response counts. Downloads the whole list and never asks for one hash.

        Args:
            own: from `submit`.

        Returns:
            "counted", "changed_or_rejected", or "missing" although it was acknowledged.

        Raises:
            RecordRefused: the record contradicts itself or the manifest that was answered.
            RecordNotPublished, ServerUnreachable, UnexpectedAnswer.
        """
        data = await self.fetch_record(own.participation)
        verification = verify_record(data, pin=own.pin)
        if not verification.holds:
            raise errors.RecordRefused(f"tell your colleagues: {'; '.join(verification.problems)}")
        return own_outcome(parse_record(data), own)

    async def _get(self, path: str) -> httpx.Response:
        response = await send(self._http, "GET", path, retry=self._retry)
        if response.status_code == httpx.codes.NOT_FOUND:
            raise errors.ParticipationUnknown("no such survey: scan the poster or card again")
        if response.status_code != httpx.codes.OK:
            raise unexpected(response)
        return response

    async def _post(self, path: str, body: bytes) -> httpx.Response:
        return await send(self._http, "POST", path, retry=self._retry, body=body)


def _json_object(response: httpx.Response) -> dict[str, Any]:
    """The body of a good answer; anything but a JSON object is outside the contract."""
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise unexpected(response)
    return found
