import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.unicode import normalised, plain

ANY = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("plain words, 3.5 mg", "plain words, 3.5 mg"),
        ("０１０－１２３４", "010-1234"),
        ("５㎎ ３８℃", "5mg 38°C"),
        ("sui\u200bcide", "suicide"),
        ("su\u00adi\u2060cide", "suicide"),
        ("dіаbеtеs", "diabetes"),  # four letters are Cyrillic
        ("реасе", "peace"),  # all of them are
        ("боль в груди", "боль в груди"),
        ("α-blocker", "α-blocker"),
        ("5 μg", "5 μg"),
        ("don’t – “now”", 'don\'t - "now"'),
        ("k i l l me", "kill me"),
        ("k.i.l.l me", "kill me"),
        ("at 8 a.m. I ate", "at 8 a.m. I ate"),
        ("0 1 0 1 2 3 4", "0101234"),
        ("1 2 3", "1 2 3"),
        ("자 살 하 고 싶", "자살하고싶"),
        ("나 이 약 못 먹어요", "나 이 약 못 먹어요"),
        ("ㅈㅏㅅㅏㄹ", "자살"),
        ("ㅈ ㅏ ㅅ ㅏ ㄹ", "자살"),
        ("주ㄱ고 싶다", "죽고 싶다"),
        ("ㅋㅋㅋ ㅠㅠ", "ㅋㅋㅋ ㅠㅠ"),
        ("그래ㅋㅋ", "그래ㅋㅋ"),
        (unicodedata.normalize("NFD", "당뇨병 también"), "당뇨병 también"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("3½ of 10²", "3½ of 10²"),
        ("38 ºC", "38 °C"),
        ("\ud800x", "x"),
        ("año café", "año café"),
    ],
)
def test_one_plain_way_of_writing(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize(
    ("written", "word", "original"),
    [
        ("tel ０１０ now", "010", "０１０"),
        ("my sui\u200bci\u200dde", "suicide", "sui\u200bci\u200dde"),
        ("a k i l l b", "kill", "k i l l"),
        ("아 ㅈㅏㅅㅏㄹ 요", "자살", "ㅈㅏㅅㅏㄹ"),
        ("주ㄱ고", "죽", "주ㄱ"),
        ("3㎎ a day", "mg", "㎎"),
        (unicodedata.normalize("NFD", "병원 가요"), "병원", unicodedata.normalize("NFD", "병원")),
    ],
)
def test_a_span_leads_back_to_the_original(written: str, word: str, original: str) -> None:
    read = normalised(written)
    start, end = read.span(read.text.index(word), read.text.index(word) + len(word))
    assert written[start:end] == original


def test_an_empty_span_stays_empty() -> None:
    read = normalised("abc")
    assert read.span(1, 1) == (1, 1)
    assert read.span(3, 3) == (3, 3)
    assert normalised("").span(0, 0) == (0, 0)


@given(ANY)
def test_the_map_is_monotone_and_inside_the_original(written: str) -> None:
    read = normalised(written)
    assert len(read.text) == len(read.starts) == len(read.ends)
    assert list(read.starts) == sorted(read.starts)
    assert list(read.ends) == sorted(read.ends)
    assert all(0 <= a < b <= len(written) for a, b in zip(read.starts, read.ends, strict=True))


@given(st.text(st.sampled_from("abc 가나다.,123\n"), max_size=40))
def test_reading_twice_changes_nothing(written: str) -> None:
    assert plain(plain(written)) == plain(written)


@pytest.mark.parametrize("unit", ["e\u0301\u0323" * 5, "\u0301", "a ", "ㄱㅏ", "\u200b", "가ㄱ나"])
def test_time_grows_with_length_only(unit: str) -> None:
    begun = time.perf_counter()
    normalised(unit * (40_000 // len(unit)))
    assert time.perf_counter() - begun < 2
