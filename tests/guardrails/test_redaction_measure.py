"""The promises of STANDARDS §8, measured on messages composed here (none from elsewhere)."""

import itertools
import random
from collections.abc import Iterator

import pytest
from stdnum import luhn

from guardrails.identifiers.identifier import IdentifierType
from guardrails.redaction import redact

LANGUAGES = ("en", "ko", "es")
LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"  # of the Spanish DNI, by the number modulo 23

FRAMES = {
    "ko": {
        "PHONE": (
            "제 번호는 {}입니다",
            "{}로 전화 주세요",
            "연락처 {}이고 혈압약 먹어요",
            "급하면 {} 요",
        ),
        "NATIONAL_ID": ("주민번호는 {}이에요", "{}로 조회해 주세요", "등록된 건 {}입니다"),
        "INSURANCE_ID": ("건강보험증번호는 {}입니다", "건강보험증 번호 {}"),
        "RECORD_NUMBER": ("등록번호 {}입니다", "차트번호는 {}예요", "환자번호: {}"),
        "CARD": ("카드 {}로 냈어요", "카드번호는 {}입니다"),
        "BIRTH_DATE": ("생년월일은 {}이에요", "{}생입니다", "저는 {}에 태어났어요"),
        "EMAIL": ("메일은 {}으로 주세요", "이메일 {}입니다"),
        "ADDRESS": ("집은 {}예요", "저는 {}에 살아요", "주소: {}"),
        "NAME": (
            *("제 이름은 {}입니다", "저는 {}이라고 합니다", "안녕하세요 {}입니다", "환자명: {}"),
            *("보호자 {}입니다", "{}님 검사 결과요", "{} 교수님이 그러셨어요", "저는 {}인데요"),
        ),
    },
    "en": {
        "PHONE": ("my number is {}", "call {} after five", "you can reach me at {}.", "Tel {}"),
        "NATIONAL_ID": ("my SSN is {}", "social security number: {}", "{} is my social"),
        "INSURANCE_ID": ("my Medicare number is {}", "MBI {}", "it says {} on my Medicare card"),
        "RECORD_NUMBER": ("MRN {}", "my medical record number is {}", "patient ID: {}"),
        "CARD": ("I paid with {}", "card number {}"),
        "BIRTH_DATE": ("DOB {}", "I was born on {}", "my date of birth is {}"),
        "EMAIL": ("write to {}, please", "my email is {}"),
        "ADDRESS": ("I live at {}", "send it to {}", "my address is {}"),
        "NAME": (
            *("my name is {}", "Hi, I'm {}.", "This is {} speaking", "Patient: {}", "name: {}"),
            *("my son {} has a rash", "Dr. {} told me to rest", "my wife's name is {}"),
        ),
    },
    "es": {
        "PHONE": ("mi número es {}", "llámeme al {}", "mi móvil: {}", "puede marcar al {}"),
        "NATIONAL_ID": ("mi DNI es {}", "documento {}", "con {} pedí la cita"),
        "INSURANCE_ID": ("mi número de la seguridad social es {}", "NUSS {}"),
        "RECORD_NUMBER": ("historia clínica {}", "mi expediente es el {}", "NHC: {}"),
        "CARD": ("pagué con {}", "mi tarjeta es {}"),
        "BIRTH_DATE": ("nací el {}", "fecha de nacimiento: {}", "mi hijo nació el {}"),
        "EMAIL": ("mi correo es {}", "escriba a {}"),
        "ADDRESS": ("vivo en {}", "mi dirección es {}"),
        "NAME": (
            *("me llamo {}", "mi nombre es {}", "hola, soy {}", "soy la señora {}"),
            *("paciente: {}", "mi hijo {} tiene fiebre", "la doctora {} me vio", "le habla {}"),
        ),
    },
}

NAMES = {
    "ko": "김민수 이영희 박지훈 최수진 정민호 강은정 조성현 윤서아 장동건 한지민 오세훈 서은혜 "
    "신동엽 권상우 황정음 안재욱 송혜교 홍길동 문지원 배수지 허준호 노진희 하정우 유재석",
    "en": "John Smith|Amina Yusuf|Priya Raman|Wei Zhang|Emily Watson|Carlos Mendez|Grace Kim|"
    "Oluwaseun Adeyemi|Minjun|Sarah|Robert J. Miller|Zofia Nowak|Nguyen Van An|Siobhan O'Connor",
    "es": "María López|José Luis Hernández|Lucía|Mateo|Guadalupe Ramírez|Juan de la Cruz|Ximena|"
    "Pedro Núñez|Miguel Ángel Soto|Carmen Fernández|Iker Etxeberria|Montserrat Puig|Ana García",
}

LOOKALIKES = {
    "ko": (
        ("혈압이 {}인데 괜찮은 건가요", ("120/80", "135-85", "128에 79", "혈당 126", "6.5%")),
        ("{} 먹고 있어요", ("메트포르민 500mg", "인슐린 10단위", "타이레놀 2알", "오메가3 1000mg")),
        ("{}에 전화해도 되나요", ("119", "109", "1577-0199", "1339", "112", "1588-1234")),
        ("진단서에 {}라고 써 있어요", ("E11.9", "I10", "C50.9", "J45.20", "M54.5")),
        ("{}부터 아팠어요", ("3월 5일", "2024년 1월 15일", "2024-01-15", "어제 10시", "12주 전")),
        ("저는 {}입니다", ("고혈압", "임산부", "당뇨", "한국인", "정상", "천식", "흡연자", "주부")),
        ("저는 {}라고 합니다", ("당뇨", "고혈압", "위염이", "천식이", "치매")),
        ("{}이 뭐예요", ("메니에르병", "파킨슨병", "크론병", "하시모토병", "이석증", "신부전")),
        ("우리 {} 어떡해요", ("아들 열이 39도인데", "딸 기침이 심한데", "엄마 무릎이 아픈데")),
        ("수치가 {}래요", ("AST 32", "혈소판 250000", "백혈구 7,500", "CRP 0.34", "TSH 4.12")),
        ("{} 운동하면 되나요", ("하루 30분", "30-40분", "주 3회", "1만 보", "아침으로 2번")),
    ),
    "en": (
        ("my blood pressure is {}", ("120/80", "135 over 85", "142/91", "128-79")),
        ("I take {}", ("metformin 500 mg", "10 units of insulin", "2 tablets", "50,000 IU")),
        ("should I call {}", ("911", "988", "1-800-222-1222", "111", "116 123", "999")),
        ("the letter says {}", ("E11.9", "C50.911", "stage 3", "ICD-10 I10", "LOINC 4548-4")),
        ("it started {}", ("on March 5", "2024-01-15", "3 weeks ago", "at 08:30", "in 2019")),
        ("I'm {}", ("Korean", "diabetic", "pregnant", "fine", "45", "Catholic", "Type 2")),
        ("what is {}", ("Parkinson's", "Crohn's disease", "Down syndrome", "Graves disease")),
        ("my mother has {}", ("Alzheimer's", "Hodgkin lymphoma", "Raynaud", "Wilson disease")),
        ("I gave my son {}", ("Tylenol", "Benadryl", "Motrin", "ibuprofen", "5 ml of Calpol")),
        ("my {} today", ("platelets are 250000", "WBC is 7.5", "A1c is 6.5%", "eGFR is 58")),
        ("the {} told me to rest", ("doctor", "nurse", "pharmacist", "dr", "specialist")),
    ),
    "es": (
        ("tengo la tensión en {}", ("120/80", "13/8", "142/91", "135 y 85")),
        ("tomo {}", ("metformina 850 mg", "10 unidades de insulina", "2 pastillas", "1 g")),
        ("¿llamo al {}?", ("112", "024", "911", "016", "061", "800 911 2000", "900 202 010")),
        ("el informe dice {}", ("E11.9", "C50.9", "estadio 3", "I10", "J45.20")),
        ("empezó {}", ("el 5 de marzo", "el 03/05/2024", "hace 3 semanas", "a las 8:30")),
        ("soy {}", ("diabético", "mexicana", "alérgica a la penicilina", "hipertenso", "celíaca")),
        ("¿qué es {}?", ("el Parkinson", "el síndrome de Down", "la enfermedad de Crohn")),
        ("mi madre tiene {}", ("Alzheimer", "Parkinson", "Hashimoto", "lupus")),
        ("le di a mi hijo {}", ("Dalsy", "paracetamol", "Apiretal", "5 ml de jarabe")),
        ("me {} mucho", ("llamó la atención que doliera", "caí en la calle y dolió")),
        ("camino {}", ("30 minutos", "2 km al día", "10.000 pasos", "3 veces por semana")),
    ),
}


def digits(chance: random.Random, count: int, first: str = "0123456789") -> str:
    return chance.choice(first) + "".join(chance.choices("0123456789", k=count - 1))


def phone(chance: random.Random, language: str) -> str:
    one, two = digits(chance, 4, "23456789"), digits(chance, 4)
    if language == "ko":
        joins = ("010-{}-{}", "010{}{}", "010 {} {}", "010.{}.{}", "+82 10-{}-{}", "02-{}-{}")
        return chance.choice(joins).format(one, two)
    if language == "en":
        area = chance.choice(("212", "415", "646", "305"))
        joins = ("({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "+1 {} {} {}", "{} {} {}")
        return chance.choice(joins).format(area, one[:3], two)
    joins = ("6{} {} {}", "+34 6{} {} {}", "6{}-{}-{}", "6{}{}{}")
    return chance.choice(joins).format(one[:2], one[1] + two[:2], digits(chance, 3))


def national_id(chance: random.Random, language: str) -> str:
    if language == "ko":
        birth = f"{chance.randint(40, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        return birth + chance.choice(("-", "", " - ")) + digits(chance, 7, "125678")
    if language == "en":
        return f"{chance.randint(100, 599)}-{chance.randint(10, 99)}-{chance.randint(1000, 9999)}"
    number = digits(chance, 8)
    joins = ("{0}{1}", "{0}-{1}", "{2}.{3}.{4}-{1}")
    parts = (number, LETTERS[int(number) % 23], number[:2], number[2:5], number[5:])
    return chance.choice(joins).format(*parts)


def insurance_id(chance: random.Random, language: str) -> str:
    if language == "ko":
        return chance.choice(("1-" + digits(chance, 10), digits(chance, 11, "1235678")))
    if language == "en":
        return chance.choice(("1EG4-TE5-MK73", "2AC5HM7NP21", "7KD3-FX9-TR40"))
    number = "28" + digits(chance, 8, "123456789")
    joined = f"{number}{int(number) % 97:02}"
    return chance.choice((joined, f"{joined[:2]}/{joined[2:10]}/{joined[10:]}"))


def card(chance: random.Random) -> str:
    bare = chance.choice("45") + digits(chance, 14)
    number = bare + luhn.calc_check_digit(bare)
    groups = [number[place : place + 4] for place in range(0, 16, 4)]
    return chance.choice((number, " ".join(groups), "-".join(groups)))


def birth_date(chance: random.Random, language: str) -> str:
    year, month, day = chance.randint(1930, 2015), chance.randint(1, 12), chance.randint(1, 28)
    shapes = {
        "ko": ("{0}년 {1}월 {2}일", "{0}.{1:02}.{2:02}", "{0}-{1:02}-{2:02}"),
        "en": ("{1}/{2}/{0}", "{0}-{1:02}-{2:02}", "March {2}, {0}", "{2} May {0}"),
        "es": ("{2}/{1:02}/{0}", "{2} de mayo de {0}", "{2}-{1}-{0}"),
    }
    return chance.choice(shapes[language]).format(year, month, day)


def address(chance: random.Random, language: str) -> str:
    shapes = {
        "ko": ("서울 강남구 테헤란로 {}", "부산 해운대구 우동 {}-3", "한빛아파트 10{}동 1203호"),
        "en": ("{} Maple Street", "{} N Main St Apt 4B", "{} Oak Avenue, Springfield, IL 62704"),
        "es": ("calle Mayor {}", "avenida de la Paz {}, 3º B", "Paseo de Gracia #{}"),
    }
    number = chance.randint(1, 9) if language == "ko" else chance.randint(1, 999)
    return chance.choice(shapes[language]).format(number)


def value(chance: random.Random, language: str, kind: str) -> str:
    made = {
        "PHONE": lambda: phone(chance, language),
        "NATIONAL_ID": lambda: national_id(chance, language),
        "INSURANCE_ID": lambda: insurance_id(chance, language),
        "RECORD_NUMBER": lambda: digits(chance, 7),
        "CARD": lambda: card(chance),
        "BIRTH_DATE": lambda: birth_date(chance, language),
        "EMAIL": lambda: chance.choice(("jane.doe@example.org", "kim_ys@naver.com", "a-b@x.co")),
        "ADDRESS": lambda: address(chance, language),
        "NAME": lambda: chance.choice(
            NAMES[language].split("|" if "|" in NAMES[language] else None)
        ),
    }
    return made[kind]()


def messages(language: str, *, names: bool) -> Iterator[tuple[str, str, IdentifierType]]:
    """Messages, each with the detail in it."""
    chance = random.Random(20)  # noqa: S311 - the same messages on every run, no secret
    for kind, frames in FRAMES[language].items():
        if (kind == "NAME") is names:
            for frame in itertools.islice(itertools.cycle(frames), 120 if names else 30):
                detail = value(chance, language, kind)
                yield frame.format(detail), detail, IdentifierType(kind)


def is_found(text: str, detail: str, kind: IdentifierType) -> bool:
    """Whether a mark of the kind stands for the detail, the whole of it and nothing else."""
    return redact(text).text == text.replace(detail, kind.mark)


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_99_of_100_patterned_details_are_found(language: str) -> None:
    made = list(messages(language, names=False))

    missed = [text for text, detail, kind in made if not is_found(text, detail, kind)]

    assert len(made) >= 200
    assert len(missed) <= len(made) / 100, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_95_of_100_introduced_names_are_found(language: str) -> None:
    made = list(messages(language, names=True))

    missed = [text for text, detail, kind in made if not is_found(text, detail, kind)]

    assert len(made) >= 100
    assert len(missed) <= len(made) / 20, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_most_one_of_100_lookalikes_is_changed(language: str) -> None:
    made = [frame.format(filled) for frame, fill in LOOKALIKES[language] for filled in fill]

    changed = [redact(text).text for text in made if redact(text).spans]

    assert len(changed) <= len(made) / 100, changed
