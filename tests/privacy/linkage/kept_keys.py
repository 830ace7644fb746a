"""The second positive control: a thief who also copied the key store while the survey was open.

It shows that the backups do hold the answers, and that the destroyed keys are what keeps them shut.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np

from infra.demo.faculty import Sheet
from infra.local.home import Home
from scoring_worker.release.key_store import KeyStore
from survey_core.instruments import Instrument
from survey_core.sealing.hpke import open_sealed
from survey_core.sealing.plaintext import decode_plaintext
from tests.privacy.linkage import dumps
from tests.privacy.linkage.attacks import code_to_pass
from tests.privacy.linkage.chance import Score, score
from tests.privacy.linkage.people import lines_of
from tests.privacy.linkage.survey import Wave
from tests.privacy.linkage.traces import Trace


@dataclass(frozen=True)
class Opened:
    """Answers read out of an open backup, by the hash of the pass they came with."""

    sheets: Mapping[bytes, Sheet]


def copy_keys(home: Home, *, to: Path) -> KeyStore:
    """Copy both directories of the worker's keys as they are now."""
    shutil.copytree(home.opener_keys, to / "opener", dirs_exist_ok=True)
    shutil.copytree(home.keks, to / "kek", dirs_exist_ok=True)
    return KeyStore(opener_dir=to / "opener", kek_dir=to / "kek")


def unseal(backup: Path, keys: KeyStore, waves: Sequence[Wave]) -> Opened:
    """Open every ciphertext in a dump that a copied key opens."""
    pins = {wave.id: wave.opened.pin for wave in waves}
    scalars = {name: keys.scalar(UUID(name)) for name in pins}
    sheets = {}
    for participation, pass_hash, sealed in _ciphertexts(backup):
        if participation in pins:
            padded = open_sealed(
                scalars[participation], pin=pins[participation], pass_hash=pass_hash, sealed=sealed
            )
            answers = decode_plaintext(padded)
            sheets[pass_hash] = Sheet(answers.answers, answers.routing, answers.language)
    return Opened(sheets)


def code_to_answers(
    wave: Wave, trace: Trace, opened: Opened, instrument: Instrument, *, generator: np.random.Generator
) -> Score:
    """From a code to the ciphertext that followed it, and from that to its answers."""
    passes = [wave.passes[index or 0] for index in code_to_pass(trace, generator=generator)]
    return score(lines_of(instrument, [opened.sheets[one] for one in passes]), trace.truth)


def pass_to_answers(wave: Wave, trace: Trace, opened: Opened, instrument: Instrument) -> Score:
    """From a pass hash to its answers."""
    return score(lines_of(instrument, [opened.sheets[one] for one in wave.passes]), trace.truth)


def _ciphertexts(backup: Path) -> Iterator[tuple[str, bytes, bytes]]:
    for table, row in dumps.rows(backup):
        if table == "sealed_responses":
            yield row["participation_id"], dumps.bytes_of(row["pass_hash"]), dumps.bytes_of(row["sealed"])
