"""The digest that tells whether two revisions were scored from the same rows."""

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from survey_core.instruments.digest import canonical_json


def sorted_rows(block: NDArray[np.int16]) -> NDArray[np.int16]:
    """Order the lines of a block lexicographically: the order they came in means nothing."""
    return block[np.lexsort(block.T[::-1])] if block.size else block


def canonical_rows(blocks: Mapping[str, NDArray[np.int16]]) -> bytes:
    """Write the rows as canonical JSON, `{factor: [[answer, …], …]}`, lines without an answer left out."""
    return canonical_json(
        {factor: sorted_rows(block[block.any(axis=1)]).tolist() for factor, block in blocks.items()}
    )


def input_digest(blocks: Mapping[str, NDArray[np.int16]], *, secret: bytes) -> str:
    """SHA-256 over 32 secret bytes and the canonical rows.

    Without the secret anyone could confirm a guess at a small school's answers.
    """
    return f"sha256:{hashlib.sha256(secret + canonical_rows(blocks)).hexdigest()}"
