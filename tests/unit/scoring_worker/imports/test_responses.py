"""responses.csv: refused with every fault at its place, or taken whole."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_worker.imports import ImportRefused, read_responses
from scoring_worker.imports.errors import LISTED
from tests.fixtures.scoring import small_instrument

HEADER = "school,le1,st1,ef1"


INSTRUMENT = small_instrument(n_items=1)


def faults(text: str | bytes, **more: object) -> list[tuple[int, str, str]]:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(ImportRefused) as caught:
        read_responses(raw, instrument=INSTRUMENT, **more)  # type: ignore[arg-type]
    assert caught.value.total >= len(caught.value.errors) > 0
    assert all(error.file == "responses.csv" for error in caught.value.errors)
    return [(error.line, error.column, error.value) for error in caught.value.errors]


class TestRefusals:
    @pytest.mark.parametrize("text", ["", "\n", "   \n\n", "\ufeff"])
    def test_no_header(self, text: str) -> None:
        assert faults(text) == [(1, "(header)", "")]

    def test_no_lines(self) -> None:
        assert faults(f"{HEADER}\n\n") == [(0, "(file)", "")]

    def test_another_separator_is_named(self) -> None:
        assert faults("school;le1;st1;ef1\nA;1;2;3\n") == [(1, "(header)", "school;le1;st1;ef1")]

    def test_not_utf8(self) -> None:
        assert faults(HEADER.encode() + b"\nA,1,2,3\n\xe9cole,1,2,3\n") == [(3, "(file)", "")]

    def test_a_zero_byte(self) -> None:
        assert faults(f"{HEADER}\nA,1,2,3\nA,\0,2,3\n") == [(3, "(file)", "")]

    def test_a_repeated_column(self) -> None:
        assert faults("school,le1,st1,ef1,le1\nA,1,2,3,4\n") == [(1, "le1", "le1")]

    def test_a_column_without_a_name(self) -> None:
        assert faults("school,le1,,st1,ef1\nA,1,2,3,4\n") == [(1, "(header)", "")]

    def test_missing_and_unknown_columns_all_at_once(self) -> None:
        assert faults("le1,st1,other\n1,2,3\n") == [(1, "school", ""), (1, "ef1", ""), (1, "other", "other")]

    def test_every_faulty_cell_at_its_line_and_column(self) -> None:
        text = f"{HEADER}\nA,1,2,7\n\nA,x,2,3\n,1,2,3\nB,1,2.5,NA\n"

        assert faults(text) == [
            (2, "ef1", "7"),
            (4, "le1", "x"),
            (5, "school", ""),
            (6, "st1", "2.5"),
            (6, "ef1", "NA"),
        ]

    def test_what_is_allowed_is_said(self) -> None:
        with pytest.raises(ImportRefused) as caught:
            read_responses(f"{HEADER}\nA,1,2,7\n".encode(), instrument=INSTRUMENT)

        assert caught.value.errors[0].as_dict() == {
            "file": "responses.csv",
            "line": 2,
            "column": "ef1",
            "value": "7",
            "allowed": "1 to 6, or blank",
        }

    def test_ragged_lines_do_not_stop_the_search(self) -> None:
        text = f"{HEADER}\nA,1,2\nA,1,2,3,4\nA,1,2,9\n"

        assert faults(text) == [(2, "(row)", "3 cells"), (3, "(row)", "5 cells"), (4, "ef1", "9")]

    def test_line_numbers_count_lines_inside_quotes(self) -> None:
        assert faults(f'{HEADER}\n"A\nB",1,2,3\nA,1,2,9\n') == [(2, "school", "A\nB"), (4, "ef1", "9")]

    def test_a_quote_that_never_ends(self) -> None:
        assert faults(f'{HEADER}\nA,1,2,3\n"A,1,2,3\n')[0][:2] == (3, "(row)")

    def test_a_school_that_is_not_listed(self) -> None:
        assert faults(f"{HEADER}\nA,1,2,3\nB,1,2,3\n", schools={"A"}) == [(3, "school", "B")]

    def test_answers_that_contradict_the_routing(self) -> None:
        text = f"{HEADER},in_team\nA,1,2,3,yes\nA,1,2,3,no\nA,1,,3,no\nA,1,2,3,perhaps\n"

        assert faults(text)[:2] == [(3, "in_team", "no"), (5, "in_team", "perhaps")]

    def test_only_the_first_faults_are_listed_but_all_are_counted(self) -> None:
        with pytest.raises(ImportRefused) as caught:
            read_responses((HEADER + "\n" + "A,1,2,9\n" * (LISTED + 50)).encode(), instrument=INSTRUMENT)

        assert (len(caught.value.errors), caught.value.total) == (LISTED, LISTED + 50)
        assert str(caught.value).endswith("and 50 more")

    def test_long_values_are_shortened(self) -> None:
        assert len(faults(f"{HEADER}\nA,1,2,{'9' * 500}\n")[0][2]) < 100


class TestTaken:
    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_any_line_ends_with_or_without_a_mark(self, ends: str, mark: str) -> None:
        text = mark + ends.join([HEADER, "A,1,,3", "B,4,5,6", ""])

        found = read_responses(text.encode(), instrument=INSTRUMENT)

        assert {code: school.answers.tolist() for code, school in found.schools.items()} == {
            "A": [[1, 0, 3]],
            "B": [[4, 5, 6]],
        }

    def test_columns_in_any_order_spaces_and_decimals_of_whole_numbers(self) -> None:
        found = read_responses(b" ef1 ,school,st1,le1\n 3 , A ,2.0,1.00\n", instrument=INSTRUMENT)

        assert found.schools["A"].answers.tolist() == [[1, 2, 3]]

    def test_whoever_answered_nothing_still_responded(self) -> None:
        found = read_responses(f"{HEADER}\nA,,,\nA,1,2,3\n".encode(), instrument=INSTRUMENT)

        assert found.schools["A"].responses == 2
        assert found.schools["A"].blocks(INSTRUMENT)["collective_efficacy"].tolist() == [[3]]

    def test_routing_answers_are_only_counted(self) -> None:
        found = read_responses(
            f"{HEADER},in_team\nA,1,2,3,yes\nA,1,,3,no\nA,1,,3,\n".encode(), instrument=INSTRUMENT
        )

        assert found.schools["A"].routing == {"in_team": {"yes": 1, "no": 1}}

    def test_blocks_are_sorted_apart_so_that_no_line_can_be_followed(self) -> None:
        found = read_responses(f"{HEADER}\nA,1,6,3\nA,2,5,1\nA,3,4,2\n".encode(), instrument=INSTRUMENT)

        blocks = found.schools["A"].blocks(INSTRUMENT)
        assert [block.ravel().tolist() for block in blocks.values()] == [[1, 2, 3], [4, 5, 6], [1, 2, 3]]

    def test_progress_is_told_and_ends_complete(self) -> None:
        told: list[tuple[int, int]] = []

        read_responses(
            (HEADER + "\n" + "A,1,2,3\n" * 2_500).encode(),
            instrument=INSTRUMENT,
            progress=lambda done, total: told.append((done, total)),
        )

        assert [done for done, _ in told] == [1_000, 2_000, 2_500]
        assert told[-1] == (2_500, 2_500)

    @given(st.permutations(["A,1,2,3", "A,4,5,6", "B,1,1,1", "A,,2,2", "B,6,6,6"]))
    def test_the_order_of_lines_means_nothing(self, lines: list[str]) -> None:
        found = read_responses("\n".join([HEADER, *lines]).encode(), instrument=INSTRUMENT)

        assert {code: school.answers.tolist() for code, school in found.schools.items()} == {
            "A": [[0, 2, 2], [1, 2, 3], [4, 5, 6]],
            "B": [[1, 1, 1], [6, 6, 6]],
        }

    @given(st.binary(max_size=300))
    def test_any_bytes_are_taken_or_refused(self, raw: bytes) -> None:
        with contextlib.suppress(ImportRefused):
            found = read_responses(HEADER.encode() + b"\n" + raw, instrument=INSTRUMENT)
            assert found.rows > 0
