from typing import Literal

ComparisonReasonsItem = Literal['another_scale', 'asked_of_others', 'first', 'items_added', 'items_removed', 'not_asked_before', 'other_factors', 'other_schools', 'wording_reversed']

COMPARISON_REASONS_ITEM_VALUES: set[ComparisonReasonsItem] = { 'another_scale', 'asked_of_others', 'first', 'items_added', 'items_removed', 'not_asked_before', 'other_factors', 'other_schools', 'wording_reversed',  }

def check_comparison_reasons_item(value: str) -> ComparisonReasonsItem:
    if value in COMPARISON_REASONS_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COMPARISON_REASONS_ITEM_VALUES!r}")
