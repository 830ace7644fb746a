"""The disclosure engine: what may leave the system, for every output alike (docs/measurement.md).

Pure Python that imports nothing of ours. It turns exact tallies into a coarsened core (R0); whatever is
published is computed from that core, the instrument and the number of eligible people alone.
"""

from survey_core.disclosure.branches import Branch
from survey_core.disclosure.engine import FactorTally, ItemTally, SchoolCore, coarsen
from survey_core.disclosure.factors import AgreementWord, FactorCore
from survey_core.disclosure.items import (
    Answered,
    CodedShare,
    ItemCore,
    ItemShares,
    Partition,
    agree_places,
    whole_percent,
)
from survey_core.disclosure.means import Bound, CodedMean
from survey_core.disclosure.standing import Conditions, Measure, Reason, Standing
from survey_core.disclosure.subgroups import (
    NOT_ANSWERED,
    Respondent,
    SubgroupCell,
    SubgroupTable,
    SubgroupTally,
    withheld_subgroup_tables,
)

__all__ = [
    "NOT_ANSWERED",
    "AgreementWord",
    "Answered",
    "Bound",
    "Branch",
    "CodedMean",
    "CodedShare",
    "Conditions",
    "FactorCore",
    "FactorTally",
    "ItemCore",
    "ItemShares",
    "ItemTally",
    "Measure",
    "Partition",
    "Reason",
    "Respondent",
    "SchoolCore",
    "Standing",
    "SubgroupCell",
    "SubgroupTable",
    "SubgroupTally",
    "agree_places",
    "coarsen",
    "whole_percent",
    "withheld_subgroup_tables",
]
