import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import ENGLISH, KOREAN, SPANISH, LanguageTag
from text.drugs import drugs
from text.locked import carried, compare, locked, uncarried
from text.numerals import read_figure
from text.tokens import Kind, Token

# One fact in three languages: the tokens must be the same.
SAME = [
    (
        "Take 2 tablets twice a day with food for 7 days.",
        "식사와 함께 하루 두 번 2알씩 7일 동안 드세요.",
        "Tome 2 pastillas dos veces al día con comida durante una semana.",
    ),
    (
        "Wait at least 48 hours before surgery.",
        "수술 전에 최소 이틀은 기다리세요.",
        "Espere al menos dos días antes de la cirugía.",
    ),
    (
        "Call if your fever is 38.5°C or higher.",
        "열이 38.5도 이상이면 전화하세요.",
        "Llame si tiene fiebre de 38,5 °C o más.",
    ),
    (
        "Take half a tablet every 8 hours.",
        "8시간마다 반 알을 드세요.",
        "Tome media pastilla cada 8 horas.",
    ),
    (
        "Do not take ibuprofen unless your doctor says so.",
        "의사가 말하지 않는 한 이부프로펜을 드시지 마세요.",
        "No tome ibuprofeno a menos que su médico lo diga.",
    ),
    (
        "Normal is less than 140/90 mmHg.",
        "정상은 140/90 mmHg 미만이에요.",
        "Lo normal es menos de 140/90 mmHg.",
    ),
    ("Come at 8:30 a.m.", "오전 8시 30분에 오세요.", "Venga a las 8:30 a. m."),
    (
        "Walk 30 minutes three times a week.",
        "일주일에 세 번 30분 걸으세요.",
        "Camine media hora tres veces a la semana.",
    ),
    ("Drink 4 to 6 glasses of water.", "물을 4~6잔 드세요.", "Beba de 4 a 6 vasos de agua."),
    ("Take 1,500 mg of metformin.", "메트포르민 1.5 g을 드세요.", "Tome 1.500 mg de metformina."),
    ("It lasts two and a half hours.", "2시간 반 걸려요.", "Dura dos horas y media."),
    ("People aged 65 or older.", "65세 이상인 분들.", "Personas de 65 años o más."),
    ("About 1 in 10 people.", "10명 중 1명쯤.", "Cerca de 1 de cada 10 personas."),
    (
        "Take it before meals, on an empty stomach.",
        "식사 전, 빈속에 드세요.",
        "Tómelo antes de las comidas, en ayunas.",
    ),
    (
        "Do not drive if you are pregnant.",
        "임신하셨으면 운전하지 마세요.",
        "No conduzca si está embarazada.",
    ),
    ("It is done every other day.", "이틀에 한 번 해요.", "Se hace cada dos días."),
    ("Use it without water.", "물 없이 쓰세요.", "Úselo sin agua."),
    (
        "Take one capsule at bedtime.",
        "자기 전에 한 캡슐 드세요.",
        "Tome 1 cápsula antes de dormir.",
    ),
    ("No more than 4,000 mg each day.", "하루 최대 4000 mg.", "No más de 4.000 mg al día."),
    (
        "Your sugar is over 200 mg/dL.",
        "혈당이 200 mg/dL를 넘어요.",
        "Su azúcar está por encima de 200 mg/dL.",
    ),
    ("It takes 6 months to 1 year.", "6개월에서 1년 걸려요.", "Tarda de 6 meses a 1 año."),
    ("Less than 5%.", "5퍼센트 미만.", "Menos del 5 %."),
    (
        "Take 500 milligrams twice a day.",
        "오백 밀리그램씩 하루에 2회 드세요.",
        "Tome quinientos miligramos dos veces por día.",
    ),
    ("Avoid aspirin.", "아스피린을 피하세요.", "Evite la aspirina."),
]


@pytest.mark.parametrize(("english", "korean", "spanish"), SAME)
def test_a_fact_is_the_same_token_in_every_language(
    english: str, korean: str, spanish: str
) -> None:
    tokens = locked(english, ENGLISH)
    assert tokens
    order = {token for token in tokens if token.kind is Kind.ORDER}
    assert locked(korean, KOREAN) - order == tokens - order
    assert locked(spanish, SPANISH) - order == tokens - order


VALUES = [
    (ENGLISH, "twenty-four hours", "duration 24 h"),
    (ENGLISH, "3½ tablets", "quantity 3.5 tablet"),
    (ENGLISH, "1/2 tablet", "quantity 0.5 tablet"),
    (ENGLISH, "one and a half tablets", "quantity 1.5 tablet"),
    (ENGLISH, "half an hour", "duration 0.5 h"),
    (ENGLISH, "100.4 degrees", "quantity 100.4 f"),
    (ENGLISH, "120 over 80", "ratio 120/80"),
    (ENGLISH, "250 mcg", "quantity 0.25 mg"),
    (ENGLISH, "two hundred fifty mg", "quantity 250 mg"),
    (ENGLISH, "a 5-day course", "duration 120 h"),
    (ENGLISH, "twice as much", "number 2 fold"),
    (ENGLISH, "at 8 in the morning", "time 8:00"),
    (ENGLISH, "3 p.m.", "time 15:00"),
    (ENGLISH, "type 2 diabetes", "number 2"),
    (ENGLISH, "for a week", "duration 168 h"),
    (ENGLISH, "every hour", "period 1 h"),
    (ENGLISH, "100°F", "quantity 100 f"),
    (ENGLISH, "a child's dose", "who child"),
    (KOREAN, "열두 시간", "duration 12 h"),
    (KOREAN, "일주일 동안", "duration 168 h"),
    (KOREAN, "사흘 뒤", "duration 72 h"),
    (KOREAN, "한 시간 반", "duration 1.5 h"),
    (KOREAN, "1만 보", "number 10000"),
    (KOREAN, "삼십 분", "duration 0.5 h"),
    (KOREAN, "격일로", "period 48 h"),
    (KOREAN, "저녁 7시에", "time 19:00"),
    (KOREAN, "12시간 간격으로", "period 12 h"),
    (KOREAN, "두 배로", "number 2 fold"),
    (KOREAN, "매일 아침", "moment morning"),
    (KOREAN, "식후 30분에", "moment after_meal"),
    (KOREAN, "39℃", "quantity 39 c"),
    (KOREAN, "임산부는", "who pregnant"),
    (SPANISH, "treinta y ocho grados", "quantity 38 c"),
    (SPANISH, "0,5 ml", "quantity 0.5 ml"),
    (SPANISH, "1,000 mg", "quantity 1000 mg"),
    (SPANISH, "once pastillas", "quantity 11 tablet"),
    (SPANISH, "a las 3 de la tarde", "time 15:00"),
    (SPANISH, "un día sí y otro no", "period 48 h"),
    (SPANISH, "veinticuatro horas", "duration 24 h"),
    (SPANISH, "30 000 unidades", "quantity 30000 unit"),
    (SPANISH, "el doble", "number 2 fold"),
    (SPANISH, "personas mayores", "who older"),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("코로나19도 조심하세요", "19"),
        ("코로나-19도 조심하세요", "19"),
        ("오메가3도 드세요", "3"),
        ("인플루엔자2도 알려요", "2"),
        ("1998년에 나온 연구예요", "1998"),
        ("2015년부터 해요", "2015"),
    ],
)
def test_a_year_and_a_name_with_a_figure_are_no_quantity(text: str, value: str) -> None:
    assert locked(text, KOREAN) == {Token(Kind.NUMBER, value)}


@pytest.mark.parametrize(
    "text",
    [
        "체온38도예요",
        "열38도",
        "체온이 38도예요",
        "고열39도",
        "2~8도에 두세요",
        "실내는 20도가 좋아요",
        "물25°c",
    ],
)
def test_a_temperature_stays_one_with_or_without_a_space(text: str) -> None:
    assert any(token.value.endswith(" c") for token in locked(text, KOREAN))


@pytest.mark.parametrize(("language", "text", "token"), VALUES)
def test_what_a_phrase_locks(language: LanguageTag, text: str, token: str) -> None:
    kind, _, value = token.partition(" ")
    assert Token(Kind(kind), value) in locked(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (KOREAN, "안과에서 안전하게 검사해요."),
        (KOREAN, "못지않게 중요해요."),
        (KOREAN, "통증을 없애는 약이에요."),
        (KOREAN, "안내를 따르세요."),
        (KOREAN, "약뿐만 아니라 운동도 해요."),
        (KOREAN, "잘못된 생각이에요."),
        (KOREAN, "드시지 않으면 안 돼요."),
        (KOREAN, "끊임없이 움직여요."),
        (KOREAN, "병 안에 있어요."),
        (ENGLISH, "It is not only safe."),
        (ENGLISH, "No more than 2 pills."),
        (ENGLISH, "No. 5"),
        (SPANISH, "No solo ayuda."),
        (SPANISH, "Sin embargo, ayuda."),
        (SPANISH, "No más de 2."),
    ],
)
def test_what_only_looks_like_a_negation(language: LanguageTag, text: str) -> None:
    assert not any(token.kind is Kind.NEGATION for token in locked(text, language))


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (KOREAN, "약을 끊지 마세요.", 1),
        (KOREAN, "밥을 안 드시면 약도 드시지 마세요.", 2),
        (KOREAN, "못 드세요.", 1),
        (KOREAN, "열이 없어요.", 1),
        (KOREAN, "병이 아니에요.", 1),
        (KOREAN, "드시면 안 돼요.", 1),
        (KOREAN, "먹지 않고 자지 못해요.", 2),
        (KOREAN, "마시지 마세요.", 1),
        (ENGLISH, "Don't stop.", 1),
        (ENGLISH, "You cannot do that without help.", 2),
        (ENGLISH, "Never drive.", 1),
        (ENGLISH, "There is no cure.", 1),
        (SPANISH, "No tome nunca esto.", 1),
        (SPANISH, "Nunca tome esto.", 1),
        (SPANISH, "No venga sin agua.", 2),
    ],
)
def test_negations_are_counted(language: LanguageTag, text: str, count: int) -> None:
    assert sum(token.kind is Kind.NEGATION for token in locked(text, language)) == count


SIMPLER = [
    (ENGLISH, "You should take two tablets two times daily.", "Take 2 tablets twice a day."),
    (ENGLISH, "Administer one tablet for 7 days.", "Take a tablet for one week."),
    (ENGLISH, "Do not discontinue warfarin.", "Don't stop taking warfarin (Coumadin)."),
    (
        ENGLISH,
        "Whenever your temperature is 38°C or above, phone us.",
        "If you have 38°C or more, call us.",
    ),
    (
        ENGLISH,
        "Consult us prior to using it in the event of pregnancy.",
        "If there is a pregnancy, ask before you use it.",
    ),
    (KOREAN, "1일 2회 복용하십시오.", "하루에 두 번 드세요."),
    (KOREAN, "임의로 중단하지 마십시오.", "마음대로 끊지 마세요."),
    (KOREAN, "48시간 이상 지속될 경우 내원하십시오.", "이틀 이상 계속되면 병원에 오세요."),
    (KOREAN, "음주를 금지합니다.", "술을 드시지 마세요."),
    (SPANISH, "Administrar 1 comprimido cada 24 horas.", "Tome una pastilla cada 24 horas."),
    (SPANISH, "No suspenda el tratamiento.", "No deje el tratamiento."),
    (
        SPANISH,
        "En caso de fiebre superior a 38 °C, acuda.",
        "Si tiene fiebre de más de 38 grados, venga.",
    ),
]


@pytest.mark.parametrize(("language", "source", "target"), SIMPLER)
def test_a_good_simplification_is_kept(language: LanguageTag, source: str, target: str) -> None:
    found = compare(source, target, language, language)
    assert found.is_same, found


CORRUPTED = [
    (
        ENGLISH,
        "Take 5 mg of warfarin once a day.",
        [
            "Take 50 mg of warfarin once a day.",
            "Take 5 g of warfarin once a day.",
            "Take 5 mL of warfarin once a day.",
            "Take 5 mg of apixaban once a day.",
            "Take 5 mg of warfarin twice a day.",
            "Take 5 mg of warfarin once a week.",
            "Take 0.5 mg of warfarin once a day.",
            "Do not take 5 mg of warfarin once a day.",
        ],
    ),
    (
        ENGLISH,
        "Do not drink alcohol unless your doctor says it is safe.",
        [
            "Drink alcohol unless your doctor says it is safe.",
            "Do not drink alcohol.",
            "Do not drink alcohol if your doctor says it is safe.",
        ],
    ),
    (
        ENGLISH,
        "If you are pregnant, take it at least 2 hours before meals.",
        [
            "Take it at least 2 hours before meals.",
            "If you are pregnant, take it at most 2 hours before meals.",
            "If you are pregnant, take it at least 2 hours after meals.",
            "If you are pregnant, take it at least 2 days before meals.",
            "If you are breastfeeding, take it at least 2 hours before meals.",
        ],
    ),
    (
        KOREAN,
        "와파린을 하루 한 번 5 mg 드세요.",
        [
            "와파린을 하루 한 번 50 mg 드세요.",
            "와파린을 하루 두 번 5 mg 드세요.",
            "아픽사반을 하루 한 번 5 mg 드세요.",
            "와파린을 하루 한 번 5 g 드세요.",
            "와파린을 일주일에 한 번 5 mg 드세요.",
            "와파린을 하루 한 번 5 mg 드시지 마세요.",
        ],
    ),
    (
        KOREAN,
        "열이 38도 이상이면 이틀 안에 오세요. 술은 드시지 마세요.",
        [
            "열이 38도 이하이면 이틀 안에 오세요. 술은 드시지 마세요.",
            "열이 38도 이상이면 사흘 안에 오세요. 술은 드시지 마세요.",
            "열이 38도 이상이면 이틀 안에 오세요. 술은 드세요.",
            "열이 38도 이상이고 이틀 안에 오세요. 술은 드시지 마세요.",
        ],
    ),
    (
        KOREAN,
        "임신하신 분을 제외하고 식후에 드세요.",
        [
            "식후에 드세요.",
            "임신하신 분을 제외하고 식전에 드세요.",
            "아기를 제외하고 식후에 드세요.",
        ],
    ),
    (
        SPANISH,
        "No tome más de 4 pastillas al día salvo que su médico lo diga.",
        [
            "Tome 4 pastillas al día salvo que su médico lo diga.",
            "No tome más de 40 pastillas al día salvo que su médico lo diga.",
            "No tome más de 4 pastillas al día.",
            "No tome más de 4 pastillas a la semana salvo que su médico lo diga.",
        ],
    ),
    (
        SPANISH,
        "Si tiene fiebre, no use ibuprofeno sin hablar con nosotros.",
        [
            "Si tiene fiebre, use ibuprofeno sin hablar con nosotros.",
            "No use ibuprofeno sin hablar con nosotros.",
            "Si tiene fiebre, no use paracetamol sin hablar con nosotros.",
            "Si tiene fiebre, no use ibuprofeno.",
        ],
    ),
]
CHANGES = [(lang, source, changed) for lang, source, many in CORRUPTED for changed in many]


@pytest.mark.parametrize(("language", "source", "changed"), CHANGES)
def test_a_corruption_shows(language: LanguageTag, source: str, changed: str) -> None:
    assert not compare(source, changed, language, language).is_same
    assert compare(source, source, language, language).is_same


PASSAGE = {
    ENGLISH: "Many people need one 500 mg tablet of metformin twice a day. "
    "Do not stop metformin without "
    "talking to your care team. You can drink tea. Do not drink alcohol unless your doctor agrees. "
    "Call us if you have a fever of 38°C or higher.",
    KOREAN: "메트포르민 500 mg 한 알을 하루 두 번 드시는 분이 많아요. "
    "의료진과 상의하지 않고 약을 끊지 마세요. "
    "차는 드셔도 돼요. 열이 38도 이상이면 전화하세요.",
    SPANISH: "Muchas personas toman una pastilla de 500 mg de metformina dos veces al día. "
    "No deje la "
    "metformina sin hablar con su equipo. Puede beber té. Llame si tiene fiebre de 38 °C o más.",
}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (ENGLISH, "Do not stop metformin without talking to your care team."),
        (ENGLISH, "You can drink tea."),
        (ENGLISH, "Many people take a 500 mg tablet twice a day."),
        (ENGLISH, "Call if you have 38°C or more."),
        (KOREAN, "의료진과 상의하지 않고 약을 끊지 마세요."),
        (KOREAN, "하루 두 번 드시는 분이 많아요."),
        (SPANISH, "No deje la metformina sin hablar con su equipo."),
        (SPANISH, "Puede beber té."),
    ],
)
def test_a_passage_carries_what_it_says(language: LanguageTag, sentence: str) -> None:
    assert carried(sentence, PASSAGE[language], language, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (ENGLISH, "Stop metformin without talking to your care team."),
        (ENGLISH, "You cannot drink tea."),
        (ENGLISH, "Take a 850 mg tablet twice a day."),
        (ENGLISH, "Call if you have 39°C or more."),
        (ENGLISH, "Do not drink alcohol."),
        (ENGLISH, "Many people take insulin."),
        (KOREAN, "의료진과 상의하지 않고 약을 끊으세요."),
        (KOREAN, "하루 세 번 드시는 분이 많아요."),
        (KOREAN, "차는 드시면 안 돼요."),
        (KOREAN, "열이 38도 이하이면 전화하세요."),
        (SPANISH, "Deje la metformina sin hablar con su equipo."),
        (SPANISH, "No puede beber té."),
    ],
)
def test_a_passage_does_not_carry_a_changed_sentence(language: LanguageTag, sentence: str) -> None:
    assert uncarried(sentence, PASSAGE[language], language, language)


def test_a_sentence_may_rest_on_a_passage_in_another_language() -> None:
    assert carried("하루 두 번 드시는 분이 많아요.", PASSAGE[ENGLISH], KOREAN, ENGLISH)
    assert not carried("하루 세 번 드시는 분이 많아요.", PASSAGE[ENGLISH], KOREAN, ENGLISH)


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("1,500", ENGLISH, 1500),
        ("1.500", SPANISH, 1500),
        ("1.5", ENGLISH, 1.5),
        ("1,5", SPANISH, 1.5),
        ("0,125", SPANISH, 0.125),
        ("12.500,5", SPANISH, 12500.5),
        ("1,234,567", KOREAN, 1234567),
    ],
)
def test_figures_are_read_as_the_language_writes_them(
    digits: str, language: LanguageTag, value: float
) -> None:
    assert read_figure(digits, language) == value


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("Tylenol", "acetaminophen"),
        ("타이레놀을", "acetaminophen"),
        ("el paracetamol", "acetaminophen"),
        ("vitamin D", "vitamin-d"),
        ("ácido fólico", "folic-acid"),
        ("statins and Lipitor", "atorvastatin"),
    ],
)
def test_a_drug_has_one_id(text: str, drug: str) -> None:
    assert drugs(text.lower()) == {drug}


@given(st.text(max_size=120), st.sampled_from(["en", "ko", "es", "vi"]))
def test_any_text_has_locked_tokens_and_equals_itself(text: str, tag: str) -> None:
    language = LanguageTag(tag)
    assert compare(text, text, language, language).is_same
    assert not [
        t for t in uncarried(text, text, language, language) if t.kind is not Kind.CONDITION
    ]


@pytest.mark.parametrize("unit", ["1 ", "1,", "no ", "a ", "한", "½", "at 8 ", "if ", "10/", "일"])
@pytest.mark.parametrize("language", [ENGLISH, KOREAN, SPANISH])
def test_time_grows_with_length_only(unit: str, language: LanguageTag) -> None:
    locked("warm up", language)
    begun = time.perf_counter()
    locked(unit * (4_000 // len(unit)), language)
    assert time.perf_counter() - begun < 4


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("en", "Keep insulin at 2 to 8 °C.", "Keep insulin at 3 to 8 °C."),
        ("en", "A scan is done from 11 to 14 weeks.", "A scan is done from 10 to 14 weeks."),
        ("en", "A score of -2.5 or lower.", "A score of 2.5 or lower."),
        ("ko", "점수가 -2.5 이하예요.", "점수가 2.5 이하예요."),
        ("es", "Una cifra de -2,5 o menos.", "Una cifra de 2,5 o menos."),
        ("ko", "영하 20도예요.", "20도예요."),
        ("ko", "투석 전에 받기도 해요.", "투석 뒤에 받기도 해요."),
        ("ko", "수술 날 전에 챙기세요.", "수술 날 뒤에 챙기세요."),
    ],
)
def test_both_ends_of_a_range_a_minus_and_after_are_read(
    language: str, text: str, other: str
) -> None:
    tag = LanguageTag(language)
    assert locked(text, tag) != locked(other, tag)


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("ko", "열도 나고 기침도 해요.", set[str]()),
        ("ko", "한도가 있어요.", set[str]()),
        ("ko", "귀 뒤에 바르세요.", set[str]()),
        ("en", "over the past two weeks", {"336 h"}),
        ("es", "al menos 2 tabletas", {">=2 tablet", "2 tablet"}),
        ("en", "open from 8 to 10 pm", {"8:00", "22:00"}),
        ("en", "10 -15 mg", {"10 mg", "15 mg"}),
    ],
)
def test_words_that_only_look_like_figures(language: str, text: str, figures: set[str]) -> None:
    found = {token.value for token in locked(text, LanguageTag(language))}
    assert {value for value in found if any(c.isdigit() for c in value)} == figures


def test_after_a_noun_is_carried_only_by_after() -> None:
    page = "신장 이식은 투석 전에 받기도 해요."
    said = uncarried("신장 이식은 투석 뒤에 받기도 해요.", page, KOREAN, KOREAN)
    assert said
    assert not uncarried("귀 뒤에 바르세요.", "귀의 뒤쪽에 바르세요.", KOREAN, KOREAN)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Un vaso sanguíneo se tapa.", False),
        ("Los vasos del corazón se estrechan.", False),
        ("Se rompe un vaso pequeño en la nariz.", False),
        ("El ictus daña un vaso del cerebro.", False),
        ("Los vasos linfáticos se hinchan.", False),
        ("Beba un vaso de agua.", True),
        ("Tome dos vasos de jugo.", True),
        ("Beba un vaso pequeño de leche.", True),
        ("Media hora antes, un vaso.", True),
        ("Tres vasos al día.", True),
    ],
)
def test_a_vessel_is_no_glass(text: str, counted: bool) -> None:
    kinds = {token.kind for token in locked(text, SPANISH)}
    assert (Kind.QUANTITY in kinds) is counted
