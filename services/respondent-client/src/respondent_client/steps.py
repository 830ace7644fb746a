"""The pure steps between requests: each takes a state and makes the next one."""

from respondent_client.agreement import Agreement
from respondent_client.errors import PassRefusedByPhone
from respondent_client.states import Pass, PendingCheckIn, SealedSubmission
from survey_core.encoding import b64url, unb64url
from survey_core.passes.client import blind, finalize, prepare
from survey_core.passes.codes import parse_code
from survey_core.passes.errors import InvalidSignature, UnexpectedInputSize
from survey_core.passes.spent import pass_hash
from survey_core.sealing.canonical import canonical_json
from survey_core.sealing.hpke import seal
from survey_core.sealing.manifest import parse_manifest
from survey_core.sealing.manifest import pin as pin_of
from survey_core.sealing.plaintext import Answers, encode_plaintext
from survey_core.sealing.receipts import receipt


def start_check_in(
    agreement: Agreement, *, code: str | None = None, word: str | None = None
) -> PendingCheckIn:
    """Blind a fresh message and write the request. Store the result before sending it.

    Args:
        agreement: the checked manifest.
        code: from a card, in any spelling `parse_code` reads; for access "cards".
        word: shown in the meeting; for access "open".

    Returns:
        The state for `RespondentClient.check_in`.

    Raises:
        MalformedCode: mistyped; nothing was sent.
        ValueError: not exactly one of code and word.
    """
    if (code is None) == (word is None):
        raise ValueError("give either the code from the card or the word from the meeting")
    manifest = agreement.manifest
    credential = {"word": word} if code is None else {"code": parse_code(code)}
    _msg, input_msg = prepare(manifest.participation)
    blinded_msg, inv = blind(input_msg, manifest.modulus)
    body = {"participation": manifest.participation, **credential, "blinded": b64url(blinded_msg)}
    return PendingCheckIn(
        manifest=agreement.data,
        input_msg=input_msg,
        inv=inv.to_bytes(len(manifest.modulus), "big"),
        body=canonical_json(body),
    )


def finish_check_in(pending: PendingCheckIn, *, signature: str) -> Pass:
    """Unblind and check the issuer's answer.

    Args:
        pending: what was sent.
        signature: base64url from the answer.

    Returns:
        The pass; store it and forget the pending check-in with its code.

    Raises:
        PassRefusedByPhone: the answer is no signature under the manifest's key.
    """
    try:
        signed = finalize(
            pending.input_msg,
            n=parse_manifest(pending.manifest).modulus,
            blind_sig=unb64url(signature),
            inv=int.from_bytes(pending.inv, "big"),
        )
    except (InvalidSignature, UnexpectedInputSize, ValueError):
        raise PassRefusedByPhone(
            "the server's answer is no pass under the manifest's key: do not answer, tell your colleagues"
        ) from None
    return Pass(manifest=pending.manifest, input_msg=pending.input_msg, signature=signed)


def seal_answers(held: Pass, answers: Answers) -> SealedSubmission:
    """Seal answers under a pass and write the request. Store the result before sending it.

    Args:
        held: a pass from `RespondentClient.check_in`.
        answers: one person's answers.

    Returns:
        The state for `RespondentClient.submit`.

    Raises:
        PlaintextTooLong: more answers than the instrument has.
        MalformedPlaintext: answers of a wrong type.
    """
    manifest, pin = parse_manifest(held.manifest), pin_of(held.manifest)
    spent = pass_hash(held.input_msg)
    plaintext = encode_plaintext(answers, sealed_length=manifest.sealed_length)
    sealed = seal(manifest.sealing_point, pin=pin, pass_hash=spent, plaintext=plaintext)
    body = {
        "participation": manifest.participation,
        "message": b64url(held.input_msg),
        "signature": b64url(held.signature),
        "sealed": b64url(sealed),
    }
    return SealedSubmission(
        participation=manifest.participation,
        pin=pin,
        pass_hash=spent,
        receipt=receipt(pin, plaintext),
        body=canonical_json(body),
    )
