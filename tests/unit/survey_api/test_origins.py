"""Origins are exact or refused; what a phone would take for itself is told apart."""

import pytest

from survey_api.origins import check_origin, check_url, is_this_machine, origin_of


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "null",
        "",
        "https://*",
        "https://*.example",
        "pages.example",
        "//pages.example",
        "https://pages.example/",
        "https://pages.example/survey",
        "https://pages.example?x",
        "https://pages.example#x",
        "https://user@pages.example",
        "https://Pages.example",
        "HTTPS://pages.example",
        "https://pages.example:443",
        "https://pages.example:0",
        "https://pages.example:65536",
        "https://pages.example:",
        "https://pages.example.",
        "https://pages..example",
        "https://-pages.example",
        "https://päges.example",
        "https://pages.example https://other.example",
        "https://pages.example\n",
        "http://pages.example",
        "http://192.168.1.20:8000",
        "http://127.0.0.1:80",
        "ftp://pages.example",
        "file://",
    ],
)
def test_what_is_no_exact_and_secure_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        check_origin(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://pages.example",
        "https://pages.example:8443",
        "https://xn--pges-koa.example",
        "https://192.0.2.7",
        "http://localhost:5173",
        "http://127.0.0.1:8000",
        "http://localhost",
    ],
)
def test_exact_origins_are_taken_as_they_are(text: str) -> None:
    assert check_origin(text) == text
    assert origin_of(text) == text
    assert origin_of(f"{text}/a/path") == text


def test_an_address_gives_its_origin_in_the_spelling_of_browsers() -> None:
    assert origin_of("HTTPS://Pages.Example:443/district/") == "https://pages.example"
    assert origin_of("http://pages.example:8080") == "http://pages.example:8080"


@pytest.mark.parametrize(
    "url",
    ["survey.example", "ftp://survey.example", "https://", "https://a@b.example", "https://a.example/?x"],
)
def test_no_link_can_be_made_of_these(url: str) -> None:
    with pytest.raises(ValueError, match="must"):
        check_url(url)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("app.localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", True),  # noqa: S104 - nothing listens here
        ("localhost.example", False),
        ("notlocalhost", False),
        ("192.168.1.20", False),
        ("survey.example", False),
        ("", False),
    ],
)
def test_which_hosts_a_phone_would_look_for_on_itself(host: str, *, local: bool) -> None:
    assert is_this_machine(host) is local
