"""Reading addresses."""

import pytest

from survey_api.mail.addresses import AddressFault, check, normalise, read_lines
from survey_api.mail.messages import reminder_text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (" J.Doe@Lakeview.Example ", "J.Doe@lakeview.example"),
        ("o'brien+survey@k12.state.us", "o'brien+survey@k12.state.us"),
        ("ana@ESCUELA-Ñandú.example", "ana@xn--escuela-and-scb6w.example"),
    ],
)
def test_the_domain_is_lower_case_ascii_and_the_local_part_as_given(sent: str, kept: str) -> None:
    assert normalise(sent).partition("@")[0] == kept.partition("@")[0]
    assert normalise(sent).partition("@")[2].startswith(kept.partition("@")[2][:7])
    assert normalise(sent).isascii()


@pytest.mark.parametrize("sent", ["a@b", "a@b.example.", "a@.b.example", '"a b"@c.example', "a..b@c.example"])
def test_others_are_refused_without_being_repeated(sent: str) -> None:
    with pytest.raises(AddressFault) as refusal:
        normalise(sent)
    assert sent not in str(refusal.value)


def test_lines_keep_their_numbers() -> None:
    assert read_lines('\ufeffE-Mail\r\n\r\n"a@b.example"\r\nc@d.example\r\n') == [
        ("line/3", "a@b.example"),
        ("line/4", "c@d.example"),
    ]


def test_case_makes_no_second_person() -> None:
    addresses, faults = check([("line/1", "A@b.example"), ("line/2", "a@B.example")], known=[])

    assert addresses == ["A@b.example"]
    assert [(fault.pointer, fault.code) for fault in faults] == [("line/2", "twice")]


@pytest.mark.parametrize("access", ["email", "cards", "open"])
def test_reminders_say_in_both_languages_that_everyone_gets_them(access: str) -> None:
    english, spanish = reminder_text(access)

    assert "goes to everyone" in english
    assert "llega a todas las personas" in spanish.replace("\n", " ")
    assert "http" not in english + spanish
