"""One code, one signature. The order of the steps is the protocol's (docs/privacy.md, check-in)."""

import hashlib

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import Database
from survey_api.passes import queries
from survey_api.passes.key_store import IssuerKeyMissing, IssuerKeyStore
from survey_api.passes.queries import IssuingTerms
from survey_api.passes.schemas import PassRequest
from survey_api.passes.signing import SigningPool
from survey_api.passes.words import word_hash
from survey_api.problems import (
    CodeAlreadyUsed,
    FieldError,
    MalformedPassRequest,
    NotFound,
    NotReady,
    PassesExhausted,
    Problem,
    SurveyNotOpen,
    UnknownCode,
)
from survey_core.passes.codes import code_hash, parse_code
from survey_core.passes.errors import MalformedBlindedMessage, MalformedCode
from survey_core.passes.signer import IssuerKey
from survey_core.sealing.manifest import parse_manifest
from survey_core.tables.roles import Role

#: Open access: some more passes than people, because lost phones cannot be told from second ones.
OPEN_PASSES_PERCENT = 110


async def issue(
    request: PassRequest, *, database: Database, keys: IssuerKeyStore, signing: SigningPool
) -> bytes:
    """Bind the code, or the next open pass, to the blinded message; then sign it.

    The binding is committed before anything is signed. After a crash between the two the same request is
    answered with the same signature, and no other ever is.

    Returns:
        The blind signature, 384 bytes.

    Raises:
        NotFound, SurveyNotOpen, NotReady: of the participation.
        MalformedPassRequest, UnknownCode, CodeAlreadyUsed, PassesExhausted: of the request.
    """
    async with database.transaction(Role.ISSUER) as session:
        terms = await queries.find_terms(session, request.participation_id)
        if terms is None:
            raise NotFound
        if not terms.issuing:
            raise SurveyNotOpen
        key = await _load_key(keys, request)
        _check_blinded(key, request.blinded)
        await _claim(session, request, terms)
    return await signing.sign(key, request.blinded)


async def _load_key(keys: IssuerKeyStore, request: PassRequest) -> IssuerKey:
    try:
        return await keys.load(request.participation_id)
    except IssuerKeyMissing:
        raise NotReady(headers={"Retry-After": "5"}) from None


def _check_blinded(key: IssuerKey, blinded: bytes) -> None:
    try:
        key.check_blinded(blinded)
    except MalformedBlindedMessage as error:
        raise _malformed("/blinded", str(error)) from None


async def _claim(session: AsyncSession, request: PassRequest, terms: IssuingTerms) -> None:
    blinded_hash = hashlib.sha256(request.blinded).digest()
    if terms.access in {"cards", "email"}:
        await _claim_code(session, request, blinded_hash=blinded_hash)
    else:
        await _claim_open_pass(session, request, terms=terms, blinded_hash=blinded_hash)


async def _claim_code(session: AsyncSession, request: PassRequest, *, blinded_hash: bytes) -> None:
    if request.code is None:
        raise _malformed("/code", "this survey needs the code from a card or a message")
    try:
        hashed = code_hash(request.participation, parse_code(request.code))
    except MalformedCode as error:
        raise _malformed("/code", str(error)) from None
    if not await queries.claim_code(
        session, participation_id=request.participation_id, code_hash=hashed, blinded_hash=blinded_hash
    ):
        used = await queries.code_exists(session, participation_id=request.participation_id, code_hash=hashed)
        raise CodeAlreadyUsed if used else UnknownCode


async def _claim_open_pass(
    session: AsyncSession, request: PassRequest, *, terms: IssuingTerms, blinded_hash: bytes
) -> None:
    if request.word is None:
        raise _malformed("/word", "this survey needs the word shown in the meeting")
    if terms.word_hash is None or word_hash(request.word) != terms.word_hash:
        raise UnknownCode
    await queries.lock_open_passes(session, request.participation_id)
    if await queries.open_pass_exists(
        session, participation_id=request.participation_id, blinded_hash=blinded_hash
    ):
        return
    granted = await queries.claim_open_pass(
        session,
        participation_id=request.participation_id,
        blinded_hash=blinded_hash,
        # A number corrected upwards after the manifest was frozen makes no room, as with cards.
        cap=open_pass_cap(min(terms.eligible or 0, parse_manifest(terms.manifest).eligible)),
    )
    if not granted:
        raise PassesExhausted


def open_pass_cap(eligible: int) -> int:
    """Passes that may be issued in open access: 110 % of the eligible, rounded up, in whole numbers."""
    return -(-eligible * OPEN_PASSES_PERCENT // 100)


def _malformed(pointer: str, detail: str) -> Problem:
    return MalformedPassRequest(errors=[FieldError(pointer=pointer, code="malformed", detail=detail)])
