from hypothesis import given
from hypothesis import strategies as st

from scoring_worker.release.blocks import careless_count, factor_blocks, routing_counts
from survey_core.instruments import shipped
from survey_core.sealing.plaintext import Answers

INSTRUMENT = shipped("internal-coherence-short")
TEAM = next(factor for factor in INSTRUMENT.factors if factor.ask_if is not None)
WHOLE = next(factor for factor in INSTRUMENT.factors if factor.ask_if is None)
QUESTION = INSTRUMENT.routing[0].id


def person(answers: dict[str, int], team: str | None = "yes") -> Answers:
    routing = {} if team is None else {QUESTION: team}
    return Answers(answers=answers, routing=routing, background={}, language="en")


def test_who_answered_no_item_of_a_factor_has_no_line() -> None:
    blocks = factor_blocks(INSTRUMENT, [person({}), person({WHOLE.items[1].id: 4})])

    assert blocks[WHOLE.id] == [[0, 4]]


def test_branch_factors_hold_only_those_who_were_asked() -> None:
    said = {item.id: 2 for item in TEAM.items}

    blocks = factor_blocks(INSTRUMENT, [person(said, "no"), person(said, None), person(said, "yes")])

    assert blocks[TEAM.id] == [[2, 2]]


def test_every_factor_has_a_block_even_if_nobody_answered() -> None:
    assert factor_blocks(INSTRUMENT, []) == {factor.id: [] for factor in INSTRUMENT.factors}


class TestCareless:
    SAME = {item.id: 4 for item in INSTRUMENT.items}  # noqa: RUF012 - never changed
    VARIED = {item.id: 1 + place % 4 for place, item in enumerate(INSTRUMENT.items)}  # noqa: RUF012

    def test_nothing_is_counted_among_fewer_than_k(self) -> None:
        assert careless_count(INSTRUMENT, [person(self.SAME)] * 4, k=5) is None
        assert careless_count(INSTRUMENT, [person(self.SAME)] * 7, k=8) is None
        assert careless_count(INSTRUMENT, [person(self.SAME)] * 8, k=8) == 8

    def test_one_answer_throughout_is_counted_and_a_varied_line_is_not(self) -> None:
        crowd = [person(self.SAME)] * 2 + [person(self.VARIED)] * 4

        assert careless_count(INSTRUMENT, crowd, k=5) == 2

    def test_answers_to_what_was_not_asked_do_not_count(self) -> None:
        """Sixteen equal answers of which four belong to a branch: too few without them."""
        asked = [factor for factor in INSTRUMENT.factors if factor.ask_if is None]
        ids = [item.id for factor in asked for item in factor.items][:12]
        ids += [item.id for factor in INSTRUMENT.factors if factor.ask_if for item in factor.items]
        said = dict.fromkeys(ids, 5)

        assert careless_count(INSTRUMENT, [person(said, "yes")] * 5, k=5) == 5
        assert careless_count(INSTRUMENT, [person(said, "no")] * 5, k=5) == 0


people = st.lists(
    st.builds(
        person,
        st.dictionaries(
            st.sampled_from([item.id for item in INSTRUMENT.items]), st.integers(1, 6), max_size=20
        ),
        st.sampled_from(["yes", "no", None]),
    ),
    max_size=12,
)


@given(people, st.randoms())
def test_blocks_are_sorted_and_forget_the_order_of_people(crowd: list[Answers], random: object) -> None:
    shuffled = sorted(crowd, key=lambda _: random.random())  # type: ignore[attr-defined]

    blocks = factor_blocks(INSTRUMENT, crowd)

    assert blocks == factor_blocks(INSTRUMENT, shuffled)
    assert all(block == sorted(block) for block in blocks.values())


@given(people)
def test_routing_counts_add_up_to_those_who_answered_the_question(crowd: list[Answers]) -> None:
    counts = routing_counts(INSTRUMENT, crowd)

    assert set(counts) == {(q.id, a.value) for q in INSTRUMENT.routing for a in q.answers}
    assert sum(counts.values()) == sum(len(one.routing) for one in crowd)
