"""Questionnaire documents: schema, loader, digest and the instruments that are shipped.

An instrument is data: domains in causal order, factors, items, scales, levels and supports, in every
declared language. Anything that needs one goes through `load_instrument` or `shipped`.
"""

from survey_core.instruments.catalogue import SHIPPED, shipped, shipped_source
from survey_core.instruments.comparison import Comparison, compare_factor, compare_item
from survey_core.instruments.document import MAX_TABLE_ANSWERS, Instrument
from survey_core.instruments.errors import InstrumentError, InstrumentErrors, UnknownLanguage
from survey_core.instruments.guidance import Disagreement, Levels, Prompt, Protocol, Support
from survey_core.instruments.loader import instrument_schema, load_instrument
from survey_core.instruments.questionnaire import questionnaire
from survey_core.instruments.questions import Condition, Domain, Factor, Item, Question
from survey_core.instruments.scales import Point, Scale
from survey_core.instruments.sizes import sealed_length

__all__ = [
    "MAX_TABLE_ANSWERS",
    "SHIPPED",
    "Comparison",
    "Condition",
    "Disagreement",
    "Domain",
    "Factor",
    "Instrument",
    "InstrumentError",
    "InstrumentErrors",
    "Item",
    "Levels",
    "Point",
    "Prompt",
    "Protocol",
    "Question",
    "Scale",
    "Support",
    "UnknownLanguage",
    "compare_factor",
    "compare_item",
    "instrument_schema",
    "load_instrument",
    "questionnaire",
    "sealed_length",
    "shipped",
    "shipped_source",
]
