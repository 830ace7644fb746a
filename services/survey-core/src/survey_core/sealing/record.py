"""The published record of a participation: its document, and how anyone checks it."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from survey_core.encoding import b64url, unb64url
from survey_core.sealing.canonical import canonical_json, parse_canonical
from survey_core.sealing.errors import MalformedManifest, MalformedRecord, NotCanonical
from survey_core.sealing.manifest import parse_manifest

_HASH_BYTES = 32


def _hashes(values: list[str]) -> list[str]:
    if any(len(unb64url(value)) != _HASH_BYTES for value in values):
        raise ValueError(f"every entry must be canonical base64url of {_HASH_BYTES} bytes")
    if values != sorted(values):
        raise ValueError("entries must be sorted as ASCII text")
    return values


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) != len(values):
        raise ValueError("entries must differ")
    return values


def _manifest_text(text: str) -> str:
    try:
        parse_manifest(text.encode("utf-8"))
    except MalformedManifest as error:
        raise ValueError(str(error)) from None
    return text


_Hashes = Annotated[list[str], AfterValidator(_hashes)]
_Count = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """What is published after the final release. Counts are people, passes or responses."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    v: Literal[1] = 1
    manifest: Annotated[str, AfterValidator(_manifest_text)] = Field(
        description="The manifest's exact text; the pin is the SHA-256 of its UTF-8 bytes."
    )
    eligible: _Count = Field(description="People who may answer, as last corrected.")
    issued: _Count = Field(description="Passes signed.")
    redeemed: _Count = Field(description="Passes used.")
    replacements: _Count = Field(description="Codes issued in place of lost ones.")
    keyed: _Count = Field(description="Paper forms keyed in after the window; part of redeemed.")
    rejected: _Count = Field(description="Responses that opened to no valid answer set.")
    pass_hashes: Annotated[_Hashes, AfterValidator(_distinct)] = Field(
        description="One per used pass, sorted."
    )
    # Two phones may seal the same plaintext on purpose: equal receipts must not stop a release.
    receipts: _Hashes = Field(description="One per accepted response, sorted on its own.")

    @model_validator(mode="after")
    def _lists_match_counts(self) -> Self:
        if len(self.pass_hashes) != self.redeemed:
            raise ValueError("there must be one pass hash per used pass")
        if len(self.receipts) != self.redeemed - self.rejected:
            raise ValueError("there must be one receipt per used pass that was not rejected")
        return self


def build_record(
    manifest: bytes,
    *,
    eligible: int,
    issued: int,
    replacements: int,
    keyed: int,
    rejected: int,
    pass_hashes: Iterable[bytes],
    receipts: Iterable[bytes],
) -> Record:
    """Make a record from a release; sorts both lists, each on its own.

    Args:
        manifest: its exact stored bytes.
        eligible: people who may answer, as last corrected.
        issued: passes signed.
        replacements: codes issued in place of lost ones.
        keyed: paper forms keyed in.
        rejected: responses that opened to no valid answer set.
        pass_hashes: 32 bytes per used pass.
        receipts: 32 bytes per accepted response.

    Returns:
        The record.

    Raises:
        MalformedRecord: a count is impossible, a pass is listed twice, or a list does not match its count.
    """
    hashes = sorted(map(b64url, pass_hashes))
    try:
        return Record(
            manifest=manifest.decode("utf-8"),
            eligible=eligible,
            issued=issued,
            redeemed=len(hashes),
            replacements=replacements,
            keyed=keyed,
            rejected=rejected,
            pass_hashes=hashes,
            receipts=sorted(map(b64url, receipts)),
        )
    except ValidationError as error:
        raise MalformedRecord(_reasons(error)) from None


def record_bytes(record: Record) -> bytes:
    """The exact bytes that are published: canonical JSON."""
    return canonical_json(record.model_dump())


def parse_record(data: bytes) -> Record:
    """Read a published record strictly.

    Args:
        data: bytes as published.

    Returns:
        The record, with `record_bytes(result) == data`.

    Raises:
        MalformedRecord: not canonical, a field unknown, repeated, missing or impossible, a list
            unsorted, a pass listed twice, or a list that does not match its count.
    """
    try:
        record = Record.model_validate(parse_canonical(data))
    except NotCanonical as error:
        raise MalformedRecord(str(error)) from None
    except ValidationError as error:
        raise MalformedRecord(_reasons(error)) from None
    if record_bytes(record) != data:
        raise MalformedRecord("v: Field required")
    return record


def _reasons(error: ValidationError) -> str:
    details = error.errors(include_input=False, include_context=False, include_url=False)
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in details)
