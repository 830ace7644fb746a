"""The protocol over HTTP: refusals, lost answers, resumed states, and one whole survey."""

import json
from typing import Any

import httpx
import pytest

from respondent_client import (
    Pass,
    PendingCheckIn,
    RespondentClient,
    Retry,
    SealedSubmission,
    dump_state,
    errors,
    load_state,
    seal_answers,
    start_check_in,
)
from survey_core.encoding import b64url
from survey_core.passes.errors import MalformedCode
from survey_core.sealing.hpke import open_sealed
from survey_core.sealing.plaintext import Answers, decode_plaintext
from survey_core.sealing.verify import OwnReceipt
from tests.unit.respondent_client.fake_server import (
    CODE,
    MANIFEST,
    OPENER,
    PARTICIPATION,
    PIN,
    WORD,
    FakeServer,
    answer,
    broken_line,
    lost_answer,
)

AT_ONCE = Retry(attempts=3, first_delay_ms=0)
OTHER = PARTICIPATION[:-1] + "f"


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def client(server: FakeServer) -> RespondentClient:
    return RespondentClient(server.client(), retry=AT_ONCE)


@pytest.fixture
def answers() -> Answers:
    return Answers(answers={"tp1": 4}, routing={"meets_in_team": "yes"}, background={}, language="es")


async def check_in(client: RespondentClient) -> Pass:
    agreement = await client.fetch_manifest(PARTICIPATION, pin=PIN)
    return await client.check_in(start_check_in(agreement, code=CODE))


async def test_another_manifest_than_the_posters_stops_before_the_code_is_sent(
    server: FakeServer, client: RespondentClient
) -> None:
    server.manifest = MANIFEST.replace(b'"eligible":42', b'"eligible":41')
    with pytest.raises(errors.WrongPoster):
        await client.fetch_manifest(PARTICIPATION, pin=PIN)
    agreement = await client.fetch_manifest(PARTICIPATION)
    server.manifest = MANIFEST
    assert agreement.words != (await client.fetch_manifest(PARTICIPATION)).words
    assert not any(request.method == "POST" for request in server.requests)


@pytest.mark.parametrize(
    "change",
    [
        (b'"k":5', b'"k": 5'),
        (b'"v":1', b'"v":1,"w":1'),
        (PARTICIPATION.encode(), OTHER.encode()),
        (b'"k":5', b'"k":4'),
    ],
)
async def test_a_manifest_that_is_not_exact_is_refused(
    server: FakeServer, client: RespondentClient, change: tuple[bytes, bytes]
) -> None:
    server.manifest = MANIFEST.replace(*change)
    with pytest.raises(errors.ManifestRefused):
        await client.fetch_manifest(PARTICIPATION)


async def test_an_unknown_participation(client: RespondentClient) -> None:
    with pytest.raises(errors.ParticipationUnknown):
        await client.fetch_manifest(OTHER)


async def test_a_mistyped_code_is_never_sent(server: FakeServer, client: RespondentClient) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    with pytest.raises(MalformedCode):
        start_check_in(agreement, code=CODE[:-1] + "0")
    for credentials in ({}, {"code": CODE, "word": WORD}):
        with pytest.raises(ValueError, match="either the code"):
            start_check_in(agreement, **credentials)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, errors.CodeUnknown),
        (409, errors.CheckInConflict),
        (422, errors.CheckInMalformed),
        (418, errors.UnexpectedAnswer),
    ],
)
async def test_a_refused_check_in(
    server: FakeServer, client: RespondentClient, status: int, error: type[errors.RespondentError]
) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    server.failures = [answer(status, "why")]
    with pytest.raises(error) as caught:
        await client.check_in(start_check_in(agreement, code=CODE))
    assert getattr(caught.value, "problem", "why") == "why"
    assert CODE not in str(caught.value)


@pytest.mark.parametrize(
    "body", [{"signature": "AA"}, {"signature": b64url(bytes(384))}, {"signature": "+"}, {}]
)
async def test_an_answer_that_is_no_pass_is_refused(
    server: FakeServer, client: RespondentClient, body: dict[str, str]
) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    server.failures = [lambda _request: httpx.Response(200, json=body)]
    with pytest.raises(errors.PassRefusedByPhone):
        await client.check_in(start_check_in(agreement, code=CODE))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (403, errors.PassRefused),
        (409, errors.TooLate),
        (413, errors.SubmissionMalformed),
        (422, errors.SubmissionMalformed),
        (404, errors.UnexpectedAnswer),
    ],
)
async def test_a_refused_submission(
    server: FakeServer,
    client: RespondentClient,
    answers: Answers,
    status: int,
    error: type[errors.RespondentError],
) -> None:
    submission = seal_answers(await check_in(client), answers)
    server.failures = [answer(status)]
    with pytest.raises(error):
        await client.submit(submission)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"recorded":false}', b'{"recorded":1}'])
async def test_only_recorded_true_is_an_acknowledgement(
    server: FakeServer, client: RespondentClient, answers: Answers, body: bytes
) -> None:
    submission = seal_answers(await check_in(client), answers)
    server.failures = [lambda _request: httpx.Response(201, content=body)]
    with pytest.raises(errors.UnexpectedAnswer):
        await client.submit(submission)


async def test_an_unreachable_server_loses_nothing(
    server: FakeServer, client: RespondentClient, answers: Answers
) -> None:
    submission = seal_answers(await check_in(client), answers)
    server.failures = [broken_line, answer(503), answer(429)]
    with pytest.raises(errors.ServerUnreachable):
        await client.submit(submission)
    assert server.stored == {}
    await client.submit(submission)
    assert len(server.stored) == 1


async def test_lost_answers_are_asked_for_again_with_identical_bytes(
    server: FakeServer, client: RespondentClient, answers: Answers
) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    server.requests.clear()
    server.failures = [broken_line, lost_answer(server)]
    held = await client.check_in(start_check_in(agreement, code=CODE))
    submission = seal_answers(held, answers)
    server.failures = [lost_answer(server), answer(500)]
    await client.submit(submission)
    bodies = [request.content for request in server.requests]
    assert len(bodies) == 6
    assert len(set(bodies[:3])) == len(set(bodies[3:])) == 1
    assert len(server.stored) == 1


async def test_a_second_phone_with_the_same_code_is_told(client: RespondentClient) -> None:
    await check_in(client)
    with pytest.raises(errors.CheckInConflict) as caught:
        await check_in(client)
    assert caught.value.problem == "code-already-used"


async def test_every_state_survives_a_flat_battery(
    server: FakeServer, client: RespondentClient, answers: Answers
) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    pending = load_state(PendingCheckIn, dump_state(start_check_in(agreement, code=CODE)))
    await client.check_in(pending)
    held = load_state(Pass, dump_state(await client.check_in(pending)))
    submission = load_state(SealedSubmission, dump_state(seal_answers(held, answers)))
    await client.submit(submission)
    own = load_state(OwnReceipt, dump_state(await client.submit(submission)))
    assert own == submission.own
    assert len(server.stored) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"manifest":"AA"}', '{"manifest":1,"input_msg":"","signature":""}']
)
def test_a_damaged_state_is_refused(text: str) -> None:
    with pytest.raises(errors.StateDamaged):
        load_state(Pass, text)


async def test_states_show_nothing_and_the_submission_holds_no_code(
    client: RespondentClient, answers: Answers
) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    pending = start_check_in(agreement, code=CODE)
    held = await client.check_in(pending)
    submission = seal_answers(held, answers)
    assert CODE not in repr(pending) + repr(held) + repr(submission)
    assert CODE not in dump_state(held) + dump_state(submission)
    assert json.loads(submission.body).keys() == {"participation", "message", "signature", "sealed"}


async def test_requests_carry_no_cookie_credential_or_referrer(server: FakeServer, answers: Answers) -> None:
    http = server.client(
        cookies={"session": "x"}, headers={"authorization": "Bearer x", "referer": "http://survey.test/#c=x"}
    )
    client = RespondentClient(http, retry=AT_ONCE)
    await client.submit(seal_answers(await check_in(client), answers))
    assert len(server.requests) == 3
    for request in server.requests:
        assert not {"cookie", "authorization", "referer"} & set(request.headers)


async def test_a_word_opens_an_open_survey(server: FakeServer, client: RespondentClient) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    await client.check_in(start_check_in(agreement, word=WORD))
    assert json.loads(server.requests[-1].content)["word"] == WORD


@pytest.mark.parametrize(
    "change",
    [
        {"background": [{"id": "age"}]},
        {"instrument": {"digest": "sha256:other"}},
        {"reporting_unit": {"name": "The valley", "schools": ["North", "South"]}},
        {"instrument": None},
    ],
)
async def test_questions_that_the_manifest_does_not_name_are_refused(
    server: FakeServer, client: RespondentClient, change: dict[str, Any]
) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    server.questionnaire.update(change)
    with pytest.raises(errors.QuestionsRefused):
        await client.fetch_questionnaire(agreement, language="es")


async def test_the_questionnaire_in_a_language(client: RespondentClient) -> None:
    agreement = await client.fetch_manifest(PARTICIPATION)
    assert (await client.fetch_questionnaire(agreement, language="es"))["language"] == "es"


async def test_a_record_that_is_missing_contradictory_or_foreign_is_not_believed(
    server: FakeServer, client: RespondentClient, answers: Answers
) -> None:
    own = await client.submit(seal_answers(await check_in(client), answers))
    with pytest.raises(errors.RecordNotPublished):
        await client.check_record(own)
    server.publish()
    assert server.record is not None
    good = server.record
    for old, new in ((b'"issued":1', b'"issued":0'), (b'\\"eligible\\":42', b'\\"eligible\\":41')):
        server.record = good.replace(old, new)
        with pytest.raises(errors.RecordRefused):
            await client.check_record(own)


async def test_one_whole_survey(server: FakeServer, client: RespondentClient, answers: Answers) -> None:
    own = await client.submit(seal_answers(await check_in(client), answers))
    [(spent, sealed)] = server.stored.items()
    opened = open_sealed(OPENER, pin=PIN, pass_hash=spent, sealed=sealed)
    assert decode_plaintext(opened) == answers
    server.publish()
    assert await client.check_record(own) == "counted"
    server.stored.clear()
    server.publish()
    assert await client.check_record(own) == "missing"


def test_delays_grow_up_to_a_limit() -> None:
    retry = Retry(attempts=9, first_delay_ms=100, longest_delay_ms=400)
    for attempt, longest in ((1, 100), (2, 200), (3, 400), (8, 400)):
        assert all(0 <= retry.delay_ms(attempt) <= longest for _ in range(50))
