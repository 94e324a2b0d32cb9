import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.identifiers import identifiers
from guardrails.identifiers.identifier import Identifier, IdentifierType
from guardrails.redaction import MARK, Redacted, redact

KINDS = identifiers()
CAUGHT = [
    (kind, language, example)
    for kind in KINDS
    for language, examples in kind.caught.items()
    for example in examples
]
LEFT_ALONE = [
    (kind, language, example)
    for kind in KINDS
    for language, examples in kind.left_alone.items()
    for example in examples
]


def unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its « », and where they stood."""
    text, start = "", 0
    spans: list[tuple[int, int]] = []
    for char in example:
        if char == "«":
            start = len(text)
        elif char == "»":
            spans.append((start, len(text)))
        else:
            text += char
    return text, spans


def replaced(text: str, redacted: Redacted) -> str:
    for span in reversed(redacted.spans):
        text = text[: span.start] + span.type.mark + text[span.end :]
    return text


@pytest.mark.parametrize(("kind", "language", "example"), CAUGHT)
def test_what_an_identifier_names_is_replaced_and_nothing_beside_it(
    kind: Identifier, language: str, example: str
) -> None:
    text, expected = unmarked(example)

    found = redact(text).spans

    assert [(span.start, span.end) for span in found if span.type is kind.type] == expected


@pytest.mark.parametrize(("kind", "language", "example"), LEFT_ALONE)
def test_what_an_identifier_leaves_alone_stays(
    kind: Identifier, language: str, example: str
) -> None:
    assert not [span for span in redact(example).spans if span.type is kind.type]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.find.__module__)
def test_every_identifier_proves_itself_in_every_language(kind: Identifier) -> None:
    for language in ("en", "ko", "es"):
        assert kind.caught.get(language) or kind.left_alone.get(language)
    assert kind.caught
    assert kind.left_alone


def test_every_promised_type_has_a_kind() -> None:
    assert {kind.type for kind in KINDS} == set(IdentifierType)


@pytest.mark.parametrize(
    "text",
    [
        "제 번호는 ０１０－１２３４－５６７８입니다",
        "010-\u200b1234-\u200b5678로 주세요",
        "0 1 0 1 2 3 4 5 6 7 8 이에요",
        "0 1 0 - 1 2 3 4 - 5 6 7 8",
        "010·1234·5678",
        "공일공 일이삼사 오육칠팔이에요",
        "공일공에 일이삼사에 오육칠팔",
        "공 일 공 일 이 삼 사 오 육 칠 팔",
        "공1공-1234-5678",
        "O1O-1234-5678",
        "my number is nine one seven, five five five, oh one nine nine",
        "call two one two double five five oh one two three",
        "mi número es seis uno dos tres cuatro cinco seis siete ocho",
        "seiscientos doce treinta y cuatro cincuenta y seis setenta y ocho",
    ],
)
def test_a_phone_number_in_disguise_is_found(text: str) -> None:
    redacted = redact(text)

    assert [span.type for span in redacted.spans] == [IdentifierType.PHONE]
    assert not any(char.isdigit() for char in redacted.text)


@pytest.mark.parametrize(
    "text",
    [
        "주민번호 ９００１０１－１２３４５６７",
        "주민번호 900101\u200b-\u200b1234567이에요",
        "9 0 0 1 0 1 - 1 2 3 4 5 6 7",
        "구공공일공일 다시 일이삼사오육칠",
        "900101 1234567",
    ],
)
def test_a_resident_number_in_disguise_is_found(text: str) -> None:
    redacted = redact(text)

    assert [span.type for span in redacted.spans] == [IdentifierType.NATIONAL_ID]
    assert not any(char.isdigit() for char in redacted.text)


@pytest.mark.parametrize(
    "text",
    [
        "119, 112, 109, 1577-0199, 1366, 1388, 1577-1366에 전화하세요",
        "Call 911, 988 or 1-800-222-1222; in Britain 999, 111 or 116 123",
        "Llame al 112, 024, 016 o 911; 800 911 2000 en México",
        "澳大利亚 13 11 14, 日本 119",
        "혈압 120/80, 130-85, 당화혈색소 6.5%, 공복혈당 126mg/dL, 맥박 72",
        "BP 142/91 on 2024-01-15 at 08:30, A1c 6.5%, eGFR 58, TSH 4.12, T 38.4 °C",
        "glucosa 126 mg/dL, tensión 13/8, HbA1c 7,2 %, 37,8 °C desde el 03/05/2024",
        "E11.9, I10, C50.911, J45.20, ICD-10 M54.5, LOINC 4548-4, SNOMED 44054006",
        "metformin 500 mg twice a day, insulin 10 units, vitamin D 50,000 IU, 1/2 tablet",
        "타이레놀 500mg 2알 하루 3번, 최대 4000mg, 8시간 간격",
        "혈소판 250,000 백혈구 7,500 CRP 0.34 AST 32 ALT 41",
        "ISBN 978-3-16-148410-0, NDC 0002-8215-01, NCT01234567, PMID 31978945, lot ABC123456",
        "I am 45, my mother 78; born in 1980; 3 weeks ago; 10,000 steps; 1200-1500 kcal",
        "59년생 남자, 키 172 몸무게 68, 2019년 3월에 수술, 10시~12시",
        "Parkinson's, Crohn, Alzheimer, Down syndrome, Hodgkin, Graves, Raynaud, Wilson's disease",
        "고혈압, 메니에르병, 파킨슨, 크론병, 하시모토, 강직성 척추염, 이석증, 신부전",
        "I'm Korean. I'm diabetic. I'm pregnant. I'm fine. I am Catholic. I'm Type 2.",
        "저는 당뇨라고 합니다. 저는 임산부예요. 저는 한국인입니다. 저는 주부인데요.",
        "Soy diabético. Soy mexicana. Soy alérgica a la penicilina. Me llamó la atención.",
        "one two three four five six seven eight nine ten",
        "하나 둘 셋, 일이삼사오",
    ],
)
def test_numbers_and_words_that_patients_need_stay(text: str) -> None:
    assert redact(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "제 이름은 김영희이고 번호는 010-1234-5678, 혈압 120/80이에요",
            "제 이름은 [NAME]이고 번호는 [PHONE], 혈압 120/80이에요",
        ),
        (
            "I'm Mr. Okafor, DOB 03/05/1980, MRN 0045678, A1c 6.5%.",
            "I'm Mr. [NAME], DOB [BIRTH_DATE], MRN [RECORD_NUMBER], A1c 6.5%.",
        ),
        (
            "Me llamo Ana Ruiz, DNI 12345678Z, vivo en calle Mayor 12; tomo 850 mg.",
            "Me llamo [NAME], DNI [NATIONAL_ID], vivo en [ADDRESS]; tomo 850 mg.",
        ),
        (
            "My name is Priya Raman. Priya Raman has asthma.",
            "My name is [NAME]. [NAME] has asthma.",
        ),
        ("010-1234-5678 010-2345-6789", "[PHONE] [PHONE]"),
    ],
)
def test_several_details_in_one_message(text: str, expected: str) -> None:
    assert redact(text).text == expected


def test_offsets_are_code_points_of_the_message_as_typed() -> None:
    text = "🙂 전화 ０１０－１２３４－５６７８!"

    (span,) = redact(text).spans

    assert text[span.start : span.end] == "０１０－１２３４－５６７８"


def test_a_mark_that_a_person_types_stays() -> None:
    assert redact("my number is [PHONE] and [NAME]").spans == ()


PARTS = st.sampled_from(
    [
        *(unmarked(example)[0] for _, _, example in CAUGHT),
        *(kind.mark for kind in IdentifierType),
        *("010", "-", "1234", "5678 ", " ", "\n", "900101", "1234567", "김영희", "입니다", ", "),
        *("my name is ", "John", "Smith ", "저는 ", "이름은 ", "[", "]", "PHONE", "@", "a.com"),
        *("\u200b", "\u0301", "ㄱ", "ᅡ", "０", "１", "４", "calle ", "MRN ", "DNI ", "공일공", "이"),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=8).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text).text

    assert redact(once) == Redacted(text=once, spans=())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_are_sorted_apart_and_right(text: str) -> None:
    redacted = redact(text)

    assert all(0 <= span.start < span.end <= len(text) for span in redacted.spans)
    ends = [0, *(span.end for span in redacted.spans)]
    assert all(end <= span.start for end, span in zip(ends, redacted.spans, strict=False))
    assert replaced(text, redacted) == redacted.text
    assert len(MARK.findall(redacted.text)) >= len(redacted.spans)


@pytest.mark.parametrize(
    "seed",
    [
        *("1", "1 ", "12-", "0", "+", "(", "a", "A ", "a.", "a@", "@a.", "김", "김민 ", "강남구 "),
        *(
            "서울 ",
            "로1",
            "my name is ",
            "my my son ",
            "calle de la ",
            "1 A ",
            "one ",
            "일",
            "공일공 ",
        ),
        *(
            "MRN ",
            "insurance number ",
            "4111 ",
            "이름은 ",
            "저는 김",
            "[PHONE]",
            "1980년 ",
            "Apt 1 ",
        ),
    ],
)
def test_long_hostile_text_takes_linear_time(seed: str) -> None:
    text = (seed * 20_000)[:20_000]

    for kind in KINDS:
        started = time.perf_counter()
        for _ in kind.find(text):
            pass
        # 20 to 110 ms here; a pattern that goes back over the text takes many seconds
        assert time.perf_counter() - started < 2
