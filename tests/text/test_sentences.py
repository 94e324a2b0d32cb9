import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import ENGLISH, KOREAN, SPANISH, LanguageTag
from text.sentences import SentenceGatherer, clauses, sentences

EN: list[tuple[str, list[str]]] = [
    ("", []),
    ("  \n ", []),
    ("One word", ["One word"]),
    ("Rest. Drink water.", ["Rest.", "Drink water."]),
    (
        "See Dr. Lee at 8 a.m. on Monday. Bring this.",
        ["See Dr. Lee at 8 a.m. on Monday.", "Bring this."],
    ),
    ("Come at 8 a.m. Bring this.", ["Come at 8 a.m.", "Bring this."]),
    ("Some foods, e.g. bread, are salty.", ["Some foods, e.g. bread, are salty."]),
    ("It was 37.5 today. It is 1.5 now.", ["It was 37.5 today.", "It is 1.5 now."]),
    ("my chest hurts. what should i do", ["my chest hurts.", "what should i do"]),
    ('He said "Rest." Then he left.', ['He said "Rest."', "Then he left."]),
    ('"Why?" she asked. "It helps."', ['"Why?" she asked.', '"It helps."']),
    ("(Ask first.) Then go.", ["(Ask first.)", "Then go."]),
    ("You may have hepatitis B. It is a virus.", ["You may have hepatitis B.", "It is a virus."]),
    ("Do this:\n- Rest\n- Drink\n\nThen call.", ["Do this:", "- Rest", "- Drink", "Then call."]),
    ("1. Wash your hands.\n2. Dry them.", ["1. Wash your hands.", "2. Dry them."]),
    ("Steps: 1. Wash. 2. Dry.", ["Steps: 1. Wash.", "2. Dry."]),
    ("Eat less salt.[1] Walk more.[2]", ["Eat less salt.[1]", "Walk more.[2]"]),
    ("Wait... what? No!", ["Wait... what?", "No!"]),
    ("**Call now.** Do not wait.", ["**Call now.**", "Do not wait."]),
    ("Read page No. 5. No. Not that.", ["Read page No. 5.", "No.", "Not that."]),
    ("See www.example.org. It helps.", ["See www.example.org.", "It helps."]),
    (
        "This line is long enough that it was surely wrapped by\nsomebody. Next.",
        ["This line is long enough that it was surely wrapped by\nsomebody.", "Next."],
    ),
    ("short line\nanother line", ["short line", "another line"]),
    ("42", ["42"]),
    ("| a | b |\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]),
]
KO = [
    ("물을 드세요. 쉬세요.", ["물을 드세요.", "쉬세요."]),
    ("배가 아파요\n어떻게 하죠\n열도 나요", ["배가 아파요", "어떻게 하죠", "열도 나요"]),
    ("열이 38.5도예요.그런데 괜찮아요.", ["열이 38.5도예요.", "그런데 괜찮아요."]),
    ("아파요ㅠㅠ 어떡해요?", ["아파요ㅠㅠ", "어떡해요?"]),
    ("2026. 11. 20. 에 오세요.", ["2026. 11. 20. 에 오세요."]),
    ("1. 손을 씻으세요. 2. 말리세요.", ["1. 손을 씻으세요.", "2. 말리세요."]),
    ("글쎄... 잘 모르겠어요... 그냥 아파요.", ["글쎄... 잘 모르겠어요...", "그냥 아파요."]),
    ("의사가 “쉬세요.”라고 했어요. 네.", ["의사가 “쉬세요.”라고 했어요.", "네."]),
    ("혈압이 높아요(140/90 이상). 오세요.", ["혈압이 높아요(140/90 이상).", "오세요."]),
]
ES = [
    ("Hable con su médico. Beba agua.", ["Hable con su médico.", "Beba agua."]),
    ("El Dr. Ruiz y la Sra. Paz. Venga.", ["El Dr. Ruiz y la Sra. Paz.", "Venga."]),
    ("Coma fruta, p. ej. manzana. Camine.", ["Coma fruta, p. ej. manzana.", "Camine."]),
    ("Si Ud. fuma, pida ayuda. ¿Le duele?", ["Si Ud. fuma, pida ayuda.", "¿Le duele?"]),
    ("Venga a las 8 a. m. Traiga esto.", ["Venga a las 8 a. m.", "Traiga esto."]),
    ("¡Llame ya! ¿Tiene fiebre?", ["¡Llame ya!", "¿Tiene fiebre?"]),
    ("Tiene 38,5 °C. Descanse.", ["Tiene 38,5 °C.", "Descanse."]),
]
OTHER = [
    ("zh", "请喝水。好好休息！你好吗？", ["请喝水。", "好好休息！", "你好吗？"]),
    (
        "ja",
        "水を飲んでください。「休んで。」と言いました。",
        ["水を飲んでください。", "「休んで。」", "と言いました。"],
    ),
    ("vi", "Gặp BS. Lan nhé. Uống nước.", ["Gặp BS. Lan nhé.", "Uống nước."]),
    ("xx", "One. Two.", ["One.", "Two."]),
    ("../x", "One. Two.", ["One.", "Two."]),
]
CASES = [("en", *c) for c in EN] + [("ko", *c) for c in KO] + [("es", *c) for c in ES] + OTHER


@pytest.mark.parametrize(("language", "text", "parts"), CASES)
def test_a_text_falls_into_its_sentences(language: str, text: str, parts: list[str]) -> None:
    assert list(sentences(text, LanguageTag(language))) == parts


LETTERS = st.text(
    st.one_of(st.sampled_from(".!?…。~ㅠ\n \"')]([12-다요A bDr"), st.characters(codec="utf-8")),
    max_size=60,
)


def streamed(text: str, cuts: list[int], language: LanguageTag) -> tuple[str, ...]:
    gatherer = SentenceGatherer(language)
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    parts = [text[a:b] for a, b in pairwise(places)]
    return sum((gatherer.feed(part) for part in parts), ()) + gatherer.flush()


@given(LETTERS, st.lists(st.integers(0, 60)), st.sampled_from([ENGLISH, KOREAN, SPANISH]))
def test_cutting_a_stream_changes_nothing(
    text: str, cuts: list[int], language: LanguageTag
) -> None:
    assert streamed(text, cuts, language) == sentences(text, language)


@pytest.mark.parametrize(("language", "text", "parts"), CASES)
def test_letter_by_letter_gives_the_same(language: str, text: str, parts: list[str]) -> None:
    assert list(streamed(text, list(range(len(text))), LanguageTag(language))) == parts


@given(LETTERS, st.sampled_from([ENGLISH, KOREAN, SPANISH]))
def test_only_white_space_is_lost(text: str, language: LanguageTag) -> None:
    assert "".join("".join(sentences(text, language)).split()) == "".join(text.split())


def test_a_sentence_comes_as_soon_as_the_next_one_begins() -> None:
    gatherer = SentenceGatherer(ENGLISH)
    assert gatherer.feed("Drink water. ") == ()
    assert gatherer.feed("R") == ("Drink water.",)
    assert gatherer.flush() == ("R",)
    assert gatherer.flush() == ()


CLAUSES: list[tuple[LanguageTag, str, list[str]]] = [
    (
        ENGLISH,
        "My chest hurts but it's probably nothing",
        ["My chest hurts", "but it's probably nothing"],
    ),
    (ENGLISH, "I took 1,000 mg, and I feel sick", ["I took 1,000 mg", "and I feel sick"]),
    (ENGLISH, "nausea and vomiting", ["nausea and vomiting"]),
    (ENGLISH, "I am dizzy so I sat down. what now", ["I am dizzy", "so I sat down.", "what now"]),
    (KOREAN, "가슴이 아픈데 별거 아니겠죠", ["가슴이 아픈데", "별거 아니겠죠"]),
    (KOREAN, "숨이 차고 땀이 나지만 괜찮아요", ["숨이 차고", "땀이 나지만", "괜찮아요"]),
    (KOREAN, "죽고 싶어요", ["죽고 싶어요"]),
    (
        KOREAN,
        "병원에서 약을 받았어요 근데 어지러워요",
        ["병원에서 약을 받았어요", "근데 어지러워요"],
    ),
    (
        SPANISH,
        "Me duele el pecho pero seguro no es nada",
        ["Me duele el pecho", "pero seguro no es nada"],
    ),
    (SPANISH, "Tengo fiebre y no puedo respirar", ["Tengo fiebre", "y no puedo respirar"]),
    (SPANISH, "náuseas y vómitos", ["náuseas y vómitos"]),
    (ENGLISH, "", []),
    (ENGLISH, "...", []),
]


@pytest.mark.parametrize(("language", "text", "parts"), CLAUSES)
def test_a_message_falls_into_its_clauses(
    language: LanguageTag, text: str, parts: list[str]
) -> None:
    assert [part.rstrip(",") for part in clauses(text, language)] == parts


@given(LETTERS, st.sampled_from(["en", "ko", "es", "vi", "zh", "ja"]))
def test_a_clause_is_a_piece_of_the_text(text: str, language: str) -> None:
    assert all(part in text for part in clauses(text, LanguageTag(language)))


@pytest.mark.parametrize("unit", [".", "a ", "가", "\n", ". ", "[1", "고 ", ") "])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    begun = time.perf_counter()
    clauses(text, KOREAN)
    streamed(text, list(range(0, len(text), 3)), KOREAN)
    assert time.perf_counter() - begun < 5
