import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import ENGLISH, KOREAN, SPANISH, LanguageTag, Level
from text import formulas
from text.familiar import is_familiar
from text.readability import Measured, ReadLevel, level_of, measure, met, targets
from text.syllables import by_vowels, syllables

PLAIN_EN = (
    "Blood moves food to all of your body. The heart pumps it. Walk each day. It helps a lot."
)
HARD_EN = (
    "Antihypertensive pharmacotherapy substantially diminishes cardiovascular morbidity among "
    "individuals exhibiting persistently elevated arterial measurements. Nevertheless, "
    "discontinuation precipitates deterioration. Comprehensive surveillance remains indispensable."
)
PLAIN_ES = "El agua es buena. Beba agua todos los días. Coma fruta y pan. Camine con su hijo."
HARD_ES = (
    "La administración concomitante de antihipertensivos disminuye considerablemente la "
    "morbimortalidad cardiovascular poblacional. Consecuentemente, recomendamos monitorización "
    "ambulatoria sistemática. Determinadas contraindicaciones imposibilitan su utilización."
)
PLAIN_KO = "물을 많이 드세요. 밥은 조금 드세요. 약은 물과 같이 드세요. 아프면 병원에 가세요."
HARD_KO = (
    "항응고제 투여 환자에서 출혈성 합병증 위험이 증가될 수 있음을 인지하고 정기적인 혈액응고검사로 "
    "투여 용량을 조절하지 않으면 안 되는 것으로 보고되어진다. "
    "급성기 관상동맥 폐색 시에는 "
    "즉각적인 재관류 요법 시행 여부가 예후를 결정함. "
    "침습적 시술 시행 전 약제 중단 여부는 담당 의료진과의 충분한 상의가 선행되어야 함."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("blood", 1), ("water", 2), ("medicine", 3), ("hypertension", 4), ("I'm", 1),
        ("follow-up", 3), ("metformin", 3), ("amlodipine", 4), ("", 1), ("120/80", 1), ("mmHg", 1),
    ],
)  # fmt: skip
def test_english_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cake", 1),
        ("table", 2),
        ("wanted", 2),
        ("walked", 1),
        ("boxes", 2),
        ("pills", 1),
        ("hours", 1),
    ],
)
def test_vowel_groups_know_silent_letters(word: str, count: int) -> None:
    assert by_vowels(word) == count


def test_flesch_kincaid_of_counts() -> None:
    # 100 words, 5 sentences, 150 syllables: 0.39·20 + 11.8·1.5 − 15.59 = 7.8 + 17.7 − 15.59
    assert formulas.flesch_kincaid(100, 5, 150) == pytest.approx(9.91)


def test_coleman_liau_of_counts() -> None:
    # The authors' form on 119 words, 5 sentences, 639 letters: L = 537, S = 4.2
    # 0.0588·536.97 − 0.296·4.2017 − 15.8 = 31.574 − 1.244 − 15.8
    assert formulas.coleman_liau(119, 5, 639) == pytest.approx(14.53, abs=0.01)


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (8.7, (5, 6)),
        (14.0, (5, 6)),
        (15.0, (7, 8)),
        (21.0, (9, 10)),
        (28.0, (11, 12)),
        (34.0, (13, 15)),
    ],
)
def test_dale_chall_rounds_to_the_published_table(share: float, band: tuple[int, int]) -> None:
    words = 1000  # sentences of one word each: 0.0496 and 3.6365 are added to 0.1579 a per cent
    grade = formulas.dale_chall(words, words, round(share * 10))
    assert band[0] <= round(grade) <= band[1]


@pytest.mark.parametrize(
    ("unfamiliar", "raw", "grade"),
    [
        (5, 1.7815, 4.0),  # 0.1579·5 + 0.0496·20: not above 5 %
        (6, 5.5759, 5.75),  # 0.9474 + 0.992 + 3.6365; 4.5 + 2·0.6259
        (13, 6.6812, 7.96),
        (20, 7.7865, 10.17),
        (45, 11.734, 16.0),
    ],
)
def test_dale_chall_of_100_words_in_5_sentences(unfamiliar: int, raw: float, grade: float) -> None:
    assert formulas.dale_chall_raw(100, 5, unfamiliar) == pytest.approx(raw)
    assert formulas.dale_chall(100, 5, unfamiliar) == pytest.approx(grade, abs=0.01)


def test_szigriszt_pazos_of_counts() -> None:
    # 100 words, 10 sentences, 200 syllables: 206.835 − 124.6 − 10
    assert formulas.szigriszt_pazos(100, 10, 200) == pytest.approx(72.235)


@pytest.mark.parametrize(
    "word",
    ["blood", "Walked", "walking", "stopped", "making", "babies", "cried", "bigger", "happiest",
     "don't", "doctor's", "slowly", "good-looking", "120", "we'll"],
)  # fmt: skip
def test_the_list_and_its_regular_forms_are_familiar(word: str) -> None:
    assert is_familiar(word)


@pytest.mark.parametrize("word", ["hypertension", "metformin", "exacerbate", "clinician"])
def test_other_words_are_not(word: str) -> None:
    assert not is_familiar(word)


def test_an_english_text_counted_by_hand() -> None:
    # 19 words, 4 sentences, 66 letters; two syllables in body, one in all others: 20
    # FK 0.39·19/4 + 11.8·20/19 − 15.59 = −1.32; CL 5.88·66/19 − 29.6·4/19 − 15.8 = −1.61;
    # Dale–Chall: all are on the list: grade 4. The median is −1.3.
    measured = measure(PLAIN_EN, ENGLISH)
    assert (measured.words, measured.sentences) == (19, 4)
    assert measured.value == pytest.approx(-1.3)
    assert measured.level is ReadLevel.EASY


def test_a_spanish_text_counted_by_hand() -> None:
    # 17 words, 4 sentences; El a-gua es bue-na 6, Be-ba a-gua to-dos los dí-as 9,
    # Co-ma fru-ta y pan 6, Ca-mi-ne con su hi-jo 7 = 28
    # 206.835 − 62.3·28/17 − 17/4 = 206.835 − 102.612 − 4.25 = 99.97
    measured = measure(PLAIN_ES, SPANISH)
    assert (measured.words, measured.sentences) == (17, 4)
    assert measured.value == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        (ENGLISH, PLAIN_EN, "easy"), (ENGLISH, HARD_EN, "harder"),
        (SPANISH, PLAIN_ES, "easy"), (SPANISH, HARD_ES, "harder"),
        (KOREAN, PLAIN_KO, "easy"), (KOREAN, HARD_KO, "harder"),
        (ENGLISH, "Rest. Drink water.", "too_short"), (KOREAN, "", "too_short"),
        (LanguageTag("vi"), "Uống nước. Nghỉ ngơi. Đi bộ.", "not_graded"),
    ],
)  # fmt: skip
def test_levels(language: LanguageTag, text: str, level: str) -> None:
    measured = measure(text, language)
    assert measured.level == level
    assert (measured.value is None) == (level in ("too_short", "not_graded"))


def test_only_a_graded_language_has_targets() -> None:
    vietnamese = LanguageTag("vi")
    assert targets(vietnamese, Level.EASY) is None
    assert met(measure("Một. Hai. Ba. Bốn.", vietnamese), Level.EASY) is None
    assert [target.value for level in Level if (target := targets(ENGLISH, level))] == [5, 8, 11]


def test_meeting_easy_meets_the_harder_levels_too() -> None:
    assert all(met(measure(PLAIN_EN, ENGLISH), level) for level in Level)
    assert not any(met(measure(HARD_EN, ENGLISH), level) for level in Level)


def test_fragments_meet_no_level() -> None:
    chopped = measure("Eat well. Sleep now. Walk more. That is all you can do.", ENGLISH)
    assert chopped.chopped
    assert met(chopped, Level.DETAILED) is False


def test_a_list_is_not_chopped() -> None:
    listed = measure("Call if you have one of these:\n- chest pain\n- fever\n- bad cough", ENGLISH)
    assert not listed.chopped
    assert listed.sentences == 4


@pytest.mark.parametrize(
    ("bare", "written"),
    [
        ("Take rest. Ask us. Call {}.", "Take rest.[1] Ask us.[12] Call {}."),
        ("You can call. Ask us. Rest.", "You can call 1-800-222-1222. Ask us. Rest."),
        ("You get it at night. Ask us. Rest.", "You get it (nocturia) at night. Ask us. Rest."),
        ("Read **this**. Ask us. Rest.", "Read this. Ask us. Rest."),
    ],
)  # fmt: skip
def test_what_is_not_counted(bare: str, written: str) -> None:
    assert measure(written, ENGLISH) == measure(bare, ENGLISH)


def test_an_explained_term_is_not_hard() -> None:
    text = "Atorvastatin lowers fat. Take it at night. Ask us about Atorvastatin."
    assert "atorvastatin" in measure(text, ENGLISH).hard_terms
    assert "atorvastatin" not in measure(text, ENGLISH, frozenset({"atorvastatin"})).hard_terms


def test_a_bracket_explains_the_word_before_it() -> None:
    text = "가래가 나와요. 객담(가래)을 모으세요. 객담을 병원에 가져오세요."
    assert measure(text, KOREAN).hard_terms == ()
    assert measure(text.replace("(가래)", ""), KOREAN).hard_terms == ("객담",)


def test_korean_limits_hold_beside_the_score() -> None:
    long = (
        "물을 많이 드세요. 밥을 드세요. 오늘 약을 먹고 물을 마시고 밥을 먹고 손을 쓰고 자고 가세요."
    )
    measured = measure(long, KOREAN)
    assert measured.longest == 11
    assert met(measured, Level.EASY) is False


HABITS = [
    ("length", "약을 드시고 물을 드세요.",
     "약을 드시고 물을 드시고 밥을 드시고 잘 쉬고 자고 손을 쓰세요."),
    ("passive", "약을 쓰고 물을 드세요.", "약이 사용되고 물이 드세요."),
    ("double negative", "꼭 병원에 오늘 가세요.", "병원에 가지 않으면 안 가세요."),
    ("nominal", "약을 먹고 쉬세요.", "약을 복용함을 쉬세요."),
]  # fmt: skip


@pytest.mark.parametrize(("habit", "easier", "harder"), HABITS)
def test_each_habit_lowers_the_korean_score(habit: str, easier: str, harder: str) -> None:
    easy, hard = measure(f"{easier} " * 4, KOREAN).value, measure(f"{harder} " * 4, KOREAN).value
    assert easy is not None
    assert hard is not None
    assert hard < easy, habit


@given(st.text(max_size=200), st.sampled_from(["en", "ko", "es", "vi", "zz"]))
def test_any_text_can_be_measured(text: str, language: str) -> None:
    measured = measure(text, LanguageTag(language))
    assert isinstance(measured, Measured)
    assert level_of(measured) is measured.level
    assert (measured.value is None) == (measured.level in ("too_short", "not_graded"))


@pytest.mark.parametrize("unit", ["a ", "(", "[1](", "1-", "가 ", "* ", "https://", "a.b@"])
def test_time_grows_with_length_only(unit: str) -> None:
    measure("warm up", ENGLISH)
    begun = time.perf_counter()
    measure(unit * (30_000 // len(unit)), ENGLISH)
    measure(unit * (30_000 // len(unit)), KOREAN)
    assert time.perf_counter() - begun < 4
