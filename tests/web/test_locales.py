import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import LanguageTag
from web.locales import preferred

KNOWN = tuple(LanguageTag(tag) for tag in ("en", "ko", "es"))


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("es-MX", "es"),
        ("fr,es;q=0.5", "es"),
        ("en;q=0.2,ko;q=0.9", "ko"),
        ("fr-FR", "en"),
        ("ko;q=0", "en"),
        ("ko;q=x", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_people_are_greeted_in_their_browsers_language(header: str | None, tag: str) -> None:
    assert preferred(header, KNOWN) == tag


@given(st.text())
def test_no_header_breaks_the_greeting(header: str) -> None:
    assert preferred(header, KNOWN) in KNOWN
