"""Korean in Latin letters is read as Korean; the languages of Latin letters are left alone."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import LanguageTag
from guardrails.examples import SHIPPED, never_miss, read_examples
from text.latin_korean import LatinKorean
from text.rewrites import romanised

RNG = random.Random(0)  # noqa: S311 - a sample
SMALL = LatinKorean(
    {LanguageTag("ko"): ["가슴이 아파요", "숨이 차요"], LanguageTag("en"): ["my chest hurts"]}
)


@pytest.fixture(scope="module")
def read() -> LatinKorean:
    written: dict[str, list[str]] = {tag: [] for tag in ("ko", "en", "es", "vi")}
    for line in read_examples(SHIPPED):
        if line.language in written:
            written[line.language].append(line.text)
    return LatinKorean(written)  # pyright: ignore[reportArgumentType]  # plain tags


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gaseumi apayo", "가슴이 아파요"),
        ("Meoriga neomu apa, 119 bulleoya hanayo", "머리가 너무 아파, 119 불러야 하나요"),
        ("hyeorap yak meogeulttae sul masyeodo dwaeyo?", "혈압 약 먹을때 술 마셔도 돼요?"),
        ("gaseumiapayosumichayo", "가슴이아파요숨이차요"),
        ("yeori 38.5doyeyo [PHONE]", "열이 38.5도예요 [PHONE]"),
    ],
)
def test_korean_in_latin_letters_is_read(read: LatinKorean, typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "my chest hurts",
        "mi marido me pega",
        "no puedo mas",
        "toi bi dau nguc",
        "가슴이 apayo",
        "ok",
        "",
        "120/80",
        "¿tengo diabetes?",
        "ibuprofen paracetamol",
        "🙏🙏",
    ],
)
def test_what_is_not_korean_in_latin_letters_is_left_alone(read: LatinKorean, text: str) -> None:
    assert read(text) == ""


def test_nine_words_in_ten_of_messages_it_was_not_counted_in_come_back(read: LatinKorean) -> None:
    right = total = 0
    for language, _, message in never_miss():
        if language == "ko":
            meant = message.casefold().split()
            told = read(romanised(message, RNG)).split()
            total += len(meant)
            right += sum(one == other for one, other in zip(meant, told, strict=False))
    assert total > 1000
    assert right > 0.9 * total


def test_lines_of_other_languages_are_left_alone(read: LatinKorean) -> None:
    others = [line.text for line in read_examples(SHIPPED) if line.language in {"en", "es", "vi"}]
    taken = [text for text in others if read(text)]
    assert len(taken) < len(others) / 1000


def test_a_long_text_takes_no_longer_than_its_length(read: LatinKorean) -> None:
    assert read("gaseumi apayo " * 1500).startswith("가슴이 아파요 ")
    assert read("a" * 20_000) is not None


@pytest.mark.parametrize(
    "word",
    ["angina", "anaemia", "albuminuria", "asma", "hangover", "rubeola", "neonatal", "phobia"],
)
def test_a_word_of_medicine_alone_is_no_korean(read: LatinKorean, word: str) -> None:
    assert read(word) == ""
    assert read(f"{word}?") == ""


def test_marks_and_capitals_of_other_words_stay(read: LatinKorean) -> None:
    told = read("Je beonhoneun [PHONE] [NATIONAL_ID] igo yeori 38.5do nayo")
    assert "[PHONE] [NATIONAL_ID]" in told
    assert "번호는" in told


def test_full_width_letters_are_read_too(read: LatinKorean) -> None:
    assert read("ｇａｓｅｕｍｉ ａｐａｙｏ sumi an swieojyeo") == "가슴이 아파요 숨이 안 쉬어져"


@pytest.mark.parametrize("run", ["gaseumiapayosumichayo", "a", "gyeongryeon", "aeiouwy", "ㄱa"])
def test_letters_without_spaces_take_no_longer_than_their_length(
    read: LatinKorean, run: str
) -> None:
    read("gaseumi apayo")  # counted at first use
    started = time.process_time()
    read((run * 20_000)[:20_000])
    assert time.process_time() - started < 2.0


@given(st.text(max_size=300))
def test_no_message_is_too_odd(text: str) -> None:
    assert isinstance(SMALL(text), str)
