"""Commands and courtesies: only where they are the whole message."""

import time

import pytest

from chains.assistant import Assistant
from chains.understand import LONGEST, Wish, leans_on_the_turn_before, understand
from domain.languages import LanguageTag


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("simpler please", Wish.SIMPLER),
        ("I don't understand", Wish.SIMPLER),
        ("더 쉽게 설명해 주세요", Wish.SIMPLER),
        ("más fácil por favor", Wish.SIMPLER),
        ("more detail", Wish.HARDER),
        ("더 자세히 알려 주세요", Wish.HARDER),
        ("más detalles", Wish.HARDER),
        ("shorter", Wish.SHORTER),
        ("짧게 말해 주세요", Wish.SHORTER),
        ("más corto", Wish.SHORTER),
        ("Hello!", Wish.GREETING),
        ("안녕하세요", Wish.GREETING),
        ("¡Hola!", Wish.GREETING),
        ("thank you", Wish.THANKS),
        ("감사합니다", Wish.THANKS),
        ("muchas gracias", Wish.THANKS),
        ("it is over", Wish.OVER),
        ("", Wish.EMPTY),
        (" \n\t", Wish.EMPTY),
        ("?!…", Wish.NOT_WORDS),
        ("🙂🙂", Wish.NOT_WORDS),
    ],
)
def test_a_wish_that_is_the_whole_message(assistant: Assistant, text: str, wish: Wish) -> None:
    understood = understand(text, assistant.languages)
    assert understood is not None
    assert understood.wish is wish


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("in Korean please", "ko"),
        ("한국어로 말해 주세요", "ko"),
        ("en inglés, por favor", "en"),
        ("in Spanish", "es"),
        ("스페인어로 해 주세요", "es"),
    ],
)
def test_a_language_that_is_asked_for(assistant: Assistant, text: str, tag: str) -> None:
    understood = understand(text, assistant.languages)
    assert understood is not None
    assert (understood.wish, understood.language) == (Wish.LANGUAGE, tag)


@pytest.mark.parametrize(
    "text",
    [
        "what is asthma?",
        "hello, my chest hurts and i am sweating",
        "is there a simpler test for asthma",
        "천식이 뭐예요?",
        "thanks but what about my heart",
        "¿qué es el asma?",
        "1234",
    ],
)
def test_a_question_is_no_wish(assistant: Assistant, text: str) -> None:
    assert understand(text, assistant.languages) is None


@pytest.mark.parametrize(
    "word",
    ["okay ", "buenas ", "hola ", "thanks ", "ya ", "solo era ", "네 ", "감사 ", "쉽게 ", "!"],
)
@pytest.mark.parametrize("times", [LONGEST // 4, 5000])
def test_repeated_words_are_read_in_bounded_time(
    assistant: Assistant, word: str, times: int
) -> None:
    started = time.process_time()
    understand(word * times + "x§q", assistant.languages)
    understand((word * 40)[: LONGEST - 3] + "x§q", assistant.languages)
    assert time.process_time() - started < 1.5


def test_a_long_message_is_a_question(assistant: Assistant) -> None:
    assert understand("hello " * 40, assistant.languages) is None


@pytest.mark.parametrize(
    ("tag", "text", "leans"),
    [
        ("en", "and for children?", True),
        ("en", "What about adults?", True),
        ("en", "is it dangerous?", True),
        ("en", "what is diabetes?", False),
        ("ko", "그럼 아이는요?", True),
        ("ko", "당뇨병이 뭐예요?", False),
        ("es", "¿y para niños?", True),
        ("es", "¿qué es la diabetes?", False),
    ],
)
def test_what_leans_on_the_turn_before(
    assistant: Assistant, tag: str, text: str, leans: bool
) -> None:
    language = assistant.languages[LanguageTag(tag)]
    assert leans_on_the_turn_before(text, language) is leans
