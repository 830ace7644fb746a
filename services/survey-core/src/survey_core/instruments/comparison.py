"""Which results of two administrations may be compared when their instruments may differ.

Everything is matched by item id. Other words under the same id are the author's promise that the question is
still the same; other items, another scale, another direction or other people asked are not the same factor.
"""

from dataclasses import dataclass

from survey_core.instruments.document import Instrument
from survey_core.instruments.questions import Factor, Item


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What keeps a factor or an item from being compared; empty where nothing does.

    Attributes:
        missing: it did not exist before.
        added: items the factor did not have before, in the order of the instrument now.
        removed: items it no longer has, in the order of the instrument before.
        rescaled: items on a scale with other end points now.
        turned: items whose direction of wording was reversed.
        asked_of_others: the factor's condition changed, so other people answer it.
    """

    missing: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    rescaled: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    asked_of_others: bool = False

    @property
    def comparable(self) -> bool:
        """Whether nothing of the kind happened."""
        return self == Comparison()

    @property
    def why(self) -> str:
        """What happened, for a person; empty where it is comparable."""
        parts = ["did not exist before"] if self.missing else []
        named = (
            ("items added", self.added),
            ("items removed", self.removed),
            ("another scale", self.rescaled),
            ("wording reversed", self.turned),
        )
        parts += [f"{what}: {', '.join(items)}" for what, items in named if items]
        parts += ["asked of other people"] if self.asked_of_others else []
        return "; ".join(parts)


def compare_factor(now: Instrument, *, before: Instrument, factor_id: str) -> Comparison:
    """Compare a factor's items with those of an earlier instrument.

    Args:
        now: instrument of the later administration.
        before: of the earlier one; the same instrument is always comparable.
        factor_id: a factor of `now`.

    Raises:
        KeyError: `now` has no such factor.
    """
    factor = now.factor(factor_id)
    old = next((other for other in before.factors if other.id == factor_id), None)
    if old is None:
        return Comparison(missing=True)
    earlier = {item.id: item for item in old.items}
    current = {item.id: item for item in factor.items}
    both = [(item, earlier[item.id]) for item in factor.items if item.id in earlier]
    return Comparison(
        added=tuple(item for item in current if item not in earlier),
        removed=tuple(item for item in earlier if item not in current),
        rescaled=tuple(new.id for new, was in both if _ends(new, now) != _ends(was, before)),
        turned=tuple(new.id for new, was in both if new.reverse != was.reverse),
        asked_of_others=factor.ask_if != old.ask_if,
    )


def compare_item(now: Instrument, *, before: Instrument, item_id: str) -> Comparison:
    """Compare one item with an earlier instrument's, whatever factor it belonged to there.

    Args:
        now: instrument of the later administration.
        before: of the earlier one.
        item_id: an item of `now`.

    Raises:
        KeyError: `now` has no such item.
    """
    item = now.item(item_id)
    found = [(factor, old) for factor in before.factors for old in factor.items if old.id == item_id]
    if not found:
        return Comparison(missing=True)
    (old_factor, old), factor = found[0], _factor_of(item_id, now)
    return Comparison(
        rescaled=() if _ends(item, now) == _ends(old, before) else (item_id,),
        turned=() if item.reverse == old.reverse else (item_id,),
        asked_of_others=factor.ask_if != old_factor.ask_if,
    )


def _ends(item: Item, instrument: Instrument) -> tuple[int, int]:
    scale = instrument.scales[item.scale]
    return scale.low, scale.high


def _factor_of(item_id: str, instrument: Instrument) -> Factor:
    return next(factor for factor in instrument.factors if any(item.id == item_id for item in factor.items))
