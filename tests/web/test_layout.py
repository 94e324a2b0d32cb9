import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from domain.answers import Part, Sentence
from web.layout import page, phone_numbers, piece, plain


def sentence(
    text: str, part: Part = Part.BODY, *, bullet: bool = False, cited: tuple[int, ...] = ()
) -> Sentence:
    return Sentence(number=1, text=text, citations=cited, part=part, bullet=bullet)


SENTENCES = st.lists(
    st.builds(
        Sentence,
        number=st.just(1),
        text=st.text(min_size=1, max_size=40),
        citations=st.lists(st.integers(1, 9), max_size=2).map(tuple),
        part=st.sampled_from(Part),
        bullet=st.booleans(),
    ),
    max_size=8,
)


@given(SENTENCES)
def test_pieces_only_ever_add_up_to_the_page(sentences: list[Sentence]) -> None:
    shown = ""
    for number, one in enumerate(sentences):
        shown += piece(one, sentences[number - 1] if number else None)
        assert page(tuple(sentences[: number + 1])) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "**bold** and _more_",
        "[click](https://example.org)",
        "![x](https://example.org/x.png)",
        "2~3 days, then 5~6 days",
        "# not a heading",
        "1. not a list",
        "- 5 mg",
        "a | b",
        "`code`",
        "&lt;b&gt;",
        "cost: 5 * 3 * 2",
    ],
)
def test_words_are_shown_and_do_nothing(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(plain(text))
    assert rendered.startswith("<p>")
    assert rendered.count("<") == 2
    unescaped = rendered[3:-5].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert unescaped.replace("&amp;", "&") == text


def test_a_colon_before_a_word_is_no_directive() -> None:
    assert plain("note:this at 10:30, https://x.org") == r"note\:this at 10:30, https://x.org"


def test_warnings_stand_in_a_block_of_their_own() -> None:
    shown = page(
        (
            sentence("It is common.", cited=(1,)),
            sentence("Get help if:", Part.WARNING),
            sentence("fever", Part.WARNING, bullet=True),
            sentence("pain", Part.WARNING, bullet=True),
            sentence("Ask your clinic.", Part.CONTACT),
        )
    )
    assert shown == (
        "It is common. [[1]](#source-1)\n\n"
        "> Get help if:\n>\n> - fever\n> - pain\n\n"
        "Ask your clinic."
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("지금 바로 119에 전화하세요.", ("119",)),
        ("Call 911 or 1-800-222-1222 within 24 hours.", ("911", "1-800-222-1222")),
        ("Llame al 800 911 2000.", ("800 911 2000",)),
        ("1577-0199(24시간), 109", ("1577-0199", "109")),
        ("Checked in 2026: 38.1 °C, 120/80, 10:30", ()),
        ("Call 119. Call 119.", ("119",)),
    ],
)
def test_numbers_to_call_are_found(text: str, numbers: tuple[str, ...]) -> None:
    assert phone_numbers((sentence(text, Part.FIXED),)) == numbers


def test_numbers_in_the_pages_own_text_are_not_offered_to_call() -> None:
    assert phone_numbers((sentence("Take 500 steps."),)) == ()
