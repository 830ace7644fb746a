"""Linkage: from copies of the database, its backups, its log and its files to "whose answers are these?".

The adversary of anonymity.md who holds everything but the keys: dumps and system columns taken several times
while the survey is open and once after the release, the whole write-ahead log, all data files and all logs.
"""

from tests.privacy.linkage.evidence import gather
from tests.privacy.linkage.table import rows_of
from tests.privacy.rows import Row
from tests.privacy.scale import Scale


async def attack(scale: Scale) -> list[Row]:
    """Simulate surveys, steal every copy and link; do the same to systems without the protection."""
    return rows_of(await gather(scale))
