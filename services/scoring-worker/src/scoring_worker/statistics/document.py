"""`statistics.json`: everything at full precision, for research on one's own data (contracts.md).

Never to be published: exact means, variances and counts give single answers back. Undefined values are None.
Schools are computed in chunks, all of a chunk at once, so that memory stays bounded however many there are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from scoring_worker.statistics.chunk import SchoolAnswers, chunks
from scoring_worker.statistics.district_sums import DistrictSums
from scoring_worker.statistics.schools import school_entries
from survey_core.instruments import Instrument

__all__ = ["DistrictSums", "SchoolAnswers", "district_sums", "school_statistics"]


def district_sums(instrument: Instrument, schools: Iterable[SchoolAnswers]) -> DistrictSums:
    """Look at all schools of a district together: the reliability of each factor.

    Args:
        instrument: that was answered.
        schools: all of them.
    """
    return DistrictSums.of(instrument, chunks(instrument, schools))


def school_statistics(
    instrument: Instrument, schools: Iterable[SchoolAnswers], *, district: DistrictSums
) -> Iterator[dict[str, Any]]:
    """Compute everything about each school, at full precision.

    Args:
        instrument: that was answered.
        schools: the schools `district` was made of, in the same order.
        district: what all of them say together.
    """
    components, first = district.components, 0
    for chunk in chunks(instrument, schools):
        last = first + chunk.groups.n_groups
        yield from school_entries(chunk, alpha=district.alpha[:, first:last], components=components)
        first = last
