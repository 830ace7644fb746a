"""The measures themselves, checked by hand counts and published values."""

import pytest

from tests.fixtures.readability import (
    english_syllables,
    fernandez_huerta,
    flesch_kincaid_grade,
    n_sentences,
    spanish_syllables,
    words,
)


def test_a_pool_of_less_than_a_hundred_words_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 100 words, got 9"):
        flesch_kincaid_grade(["one two three four five six seven eight nine"])


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("school", 1),
        ("teachers", 2),
        ("teacher's", 2),
        ("students'", 2),
        ("collaboration", 5),
        ("grade-level", 3),
        ("weighed", 1),
        ("frobble", 2),  # not in the dictionary: by vowel groups
        ("spome", 1),
    ],
)
def test_english_syllables(word: str, syllables: int) -> None:
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("escuela", 3),
        ("maestros", 3),
        ("enseñanza", 4),
        ("país", 2),
        ("ciudad", 2),
        ("guía", 2),
        ("queremos", 3),
        ("pingüino", 3),
        ("aéreo", 4),
        ("rey", 1),
        ("y", 1),
        ("reúne", 3),
        ("estudiante", 4),
        ("construido", 3),
    ],
)
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert spanish_syllables(word) == syllables


def test_words_and_sentences() -> None:
    assert words("My team's grade-level work: 12 tasks, ¿verdad?") == [
        "my",
        "team's",
        "grade-level",
        "work",
        "tasks",
        "verdad",
    ]
    assert n_sentences(["One. Two! Three?", "no stop", "¿Cuatro? (Cinco.)"]) == 6


def test_grade_of_a_hand_counted_passage() -> None:
    # 10 words, 11 syllables (only "students" has two), 1 sentence, ten times over.
    passage = ["The students in my class read two books each week."] * 10

    assert flesch_kincaid_grade(passage) == pytest.approx(0.39 * 10 + 11.8 * 1.1 - 15.59)


def test_ease_of_a_hand_counted_passage() -> None:
    # los(1) es-tu-dian-tes(4) le-en(2) dos(1) li-bros(2): 5 words, 10 syllables.
    passage = ["Los estudiantes leen dos libros."] * 20

    assert fernandez_huerta(passage) == pytest.approx(206.84 - 60 * 2 - 1.02 * 5)


def test_exempt_terms_count_as_two_syllables() -> None:
    plain = ["The staff here like paper a lot, so they said."] * 10
    exempt = [text.replace("paper", "paraprofessionals") for text in plain]

    assert flesch_kincaid_grade(exempt) == flesch_kincaid_grade(plain)
