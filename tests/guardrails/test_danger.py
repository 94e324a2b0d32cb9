"""The danger rules: what is never missed, whatever stands beside it, and in linear time."""

import random
import time
from pathlib import Path

import pytest

from domain.languages import ENGLISH, DangerRule, DangerRules, LanguageTag
from domain.verdicts import Route
from guardrails.danger import Danger
from guardrails.windows import LONGEST, windows
from settings import ROOT

FOLDER = ROOT / "guardrails" / "never_miss"


def read(path: Path) -> list[tuple[Route, str]]:
    """`route | situation | message`, a line each."""
    rows = [line.split("|", 2) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (Route(row[0].strip()), row[2].strip())
        for row in rows
        if len(row) == 3 and not row[0].startswith("#")
    ]


NEVER_MISS = {path.stem: read(path) for path in sorted(FOLDER.glob("*.txt"))}
SAMPLE = [
    (route, message)
    for lines in NEVER_MISS.values()
    for route, message in random.Random(7).sample(lines, min(10, len(lines)))  # noqa: S311 - a sample
]
BESIDE = (
    "Thank you for your help.",
    "It is probably nothing.",
    "What is asthma?",
    "I read about this on your page last year.",
    "별거 아니라고 하네요.",
    "고혈압이 뭐예요?",
    "Seguro no es nada.",
    "¿Qué es la diabetes?",
)


def routes(danger: Danger, text: str) -> set[Route]:
    return {sign.route for sign in danger.signs(text)}


def worst(found: set[Route]) -> int:
    return max((route.gravity for route in found), default=0)


def test_every_line_of_the_lists_can_be_read() -> None:
    assert NEVER_MISS.keys() >= {"en"}
    for path in FOLDER.glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        told = [line for line in lines if not line.startswith("#")]
        assert len(told) == len(NEVER_MISS[path.stem]) > 50


@pytest.mark.parametrize("tag", NEVER_MISS)
def test_what_must_never_be_missed_is_caught_by_the_rules_alone(tag: str, danger: Danger) -> None:
    missed = [
        (str(route), message)
        for route, message in NEVER_MISS[tag]
        if worst(routes(danger, message)) < route.gravity
    ]
    assert missed == []


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("between", [". ", "\n", "! "])
def test_a_sentence_beside_a_danger_never_takes_it_away(
    beside: str, between: str, danger: Danger
) -> None:
    for _, message in SAMPLE:
        alone = routes(danger, message)
        bare = message.rstrip(".!?… ")
        assert alone <= routes(danger, f"{bare}{between}{beside}"), message
        assert alone <= routes(danger, f"{beside}{between}{message}"), message


@pytest.mark.parametrize("beside", BESIDE)
def test_even_a_sentence_without_a_stop_before_it(beside: str, danger: Danger) -> None:
    for _, message in SAMPLE:
        assert routes(danger, message) <= routes(danger, f"{message}\n\n{beside}"), message


def test_two_dangers_are_both_seen(danger: Danger) -> None:
    both = "My chest feels tight and i am sweating. I want to die."
    assert routes(danger, both) >= {Route.EMERGENCY, Route.SELF_HARM}


@pytest.mark.parametrize(
    "text",
    [
        "MY CHEST FEELS TIGHT AND I AM SWEATING",
        "my  chest\tfeels tight   and i am sweating",
        "my che\u200bst feels tight and i am sweating",
        "my chest feels tight and i’m sweating",
        "ｍｙ　ｃｈｅｓｔ　ｆｅｅｌｓ　ｔｉｇｈｔ and i am sweating",  # full width
        "my сhest feels tight and i am sweating",  # a Cyrillic letter
        "hola, my chest feels tight and i am sweating, gracias",
    ],
)
def test_writing_it_otherwise_hides_no_danger(text: str, danger: Danger) -> None:
    assert Route.EMERGENCY in routes(danger, text)


N = 20_000
PATHOLOGICAL = {
    "one letter": "a" * N,
    "short sentences": "a. " * (N // 3),
    "one sign again and again": "chest pain " * (N // 11),
    "a frame and a sign again and again": "what is " + "chest pain " * (N // 11),
    "half a rule": "if my chest " * (N // 12),
    "half a rule, a line each": "chest\n" * (N // 6),
    "signs in question": "signs of " * (N // 9) + "my chest",
    "negations": "no " * (N // 3),
    "spaces": " " * N,
    "digits": "1" * N,
    "dots": "." * N,
    "Korean": "가슴이 아파 " * (N // 7),
    "Spanish": "me duele el pecho no " * (N // 21),
    "accents": "e" + "\u0301" * N,
    "different sentences": "".join(f"She took {n} tablets at {n % 24}. " for n in range(N))[:N],
}


def spent(danger: Danger, text: str) -> float:
    started = time.process_time()
    danger.signs(text)
    return time.process_time() - started


@pytest.mark.parametrize("kind", PATHOLOGICAL)
def test_four_times_the_message_takes_about_four_times_the_time(kind: str, danger: Danger) -> None:
    text = PATHOLOGICAL[kind]
    quarter = max(spent(danger, text[: N // 4]), 0.05)
    assert spent(danger, text) < min(2.5 * 4 * quarter, 8.0)  # six languages' rules


def test_a_danger_at_the_end_of_a_long_sentence_is_seen(danger: Danger) -> None:
    long = "so then " * 2000 + "my chest feels tight and i am sweating"
    assert Route.EMERGENCY in routes(danger, long)


def test_windows_hold_every_word_and_none_is_long() -> None:
    text = "One. " + "word " * 1000 + ". Three."
    held = windows(text)
    assert all(len(window) <= LONGEST for window in held)
    assert any(window.startswith("One.") for window in held)
    assert any(window.endswith("Three.") for window in held)


@pytest.mark.parametrize("text", ["", " ", "\n", "?", "\0", "\ud800", "🙂"])
def test_nothing_is_no_danger(text: str, danger: Danger) -> None:
    assert danger.signs(text) == ()


def rules(*, about: str = "^what is", present: str = r"\bnow\b", **more: object) -> Danger:
    rule = DangerRule(name="r", route="emergency", all=("chest", "pain"), **more)  # pyright: ignore[reportArgumentType]  # a table for tests
    data = DangerRules(
        spaceless=False, words={}, about=(about,), past=(), supposed=(), present=(present,),
        negated_before=(r"\bno",), negated_after=(r"^ gone",), rules=(rule,),
    )  # fmt: skip
    return Danger({ENGLISH: data}, ("dose",))


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("chest pain", True),
        ("pain in the chest", True),
        ("pain" + " x" * 60 + " chest", False),
        ("what is chest pain", False),
        ("what is chest pain now", True),
        ("no chest pain", False),
        ("chest pain gone", False),
        ("no. chest pain", True),
        ("what is this? chest pain", True),
        ("what is chest pain? i have chest pain", True),
    ],
)
def test_a_sign_in_a_frame_is_no_danger_unless_it_is_here_and_now(text: str, met: bool) -> None:
    assert bool(rules().signs(text)) is met


def test_a_rule_that_always_holds_is_not_framed() -> None:
    assert rules(always=True).signs("what is chest pain")


def test_a_rule_with_an_exception_near_does_not_hold() -> None:
    assert not rules(unless=("x ray",)).signs("chest x ray pain")


@pytest.mark.parametrize(
    "text",
    ["¿qué es la presión alta?", "who won the football game last night?", "the car sped away"],
)
def test_rules_of_a_language_without_spaces_do_not_read_latin_words_run_together(
    text: str, danger: Danger
) -> None:
    assert danger.signs(text) == ()


def test_words_of_amounts_are_found_in_any_language(danger: Danger) -> None:
    assert danger.method_words("what DOSE is right") == "dose"
    assert danger.method_words("what is asthma") == ""


def test_the_languages_in_use_have_rules(danger: Danger) -> None:
    for tag in ("en", "ko", "es"):
        assert danger.languages[LanguageTag(tag)].rules


CLAUSES = {
    "en": ("what is anaphylaxis, ", "I had a stroke five years ago, "),
    "ko": ("뇌졸중이 뭐예요, ", "5년 전에 뇌졸중이 왔었는데요, "),
    "es": ("qué es el ictus, ", "tuve un infarto hace cinco años, "),
    "vi": ("đột quỵ là gì, ", "tôi bị đột quỵ năm năm trước, "),
    "zh": ("什么是中风，", "我五年前中过风，"),
    "ja": ("脳卒中とは何ですか、", "五年前に脳卒中をしました、"),
}


@pytest.mark.parametrize("language", sorted(CLAUSES))
def test_a_clause_before_the_comma_hides_no_danger(language: str, danger: Danger) -> None:
    """A question or a tale of long ago says nothing of the clause beside it."""
    lines = random.Random(3).sample(NEVER_MISS[language], 40)  # noqa: S311 - a sample
    hidden = [
        f"{clause}{message}"
        for clause in CLAUSES[language]
        for route, message in lines
        if worst(routes(danger, f"{clause}{message}")) < route.gravity
    ]
    assert hidden == []


BESIDE_AN_EXCEPTION = [
    (Route.ABUSE, "I live in fear, my ex follows me home every night"),
    (Route.ABUSE, "so much stress, a man keeps following me everywhere"),
    (Route.ABUSE, "this man is forcing me to sleep with him"),
    (Route.ABUSE, "after work he forces me into his car"),
    (Route.EMERGENCY, "I hate this, his speech is slurred since an hour"),
    (Route.EMERGENCY, "my baby was born 2 weeks ago and is burning up, 38.6"),
    (Route.EMERGENCY, "my son is drowning in the lake right now, they pulled him out blue"),
    (Route.SELF_HARM, "everything is drowning me, I want to jump off a bridge"),
    (Route.EMERGENCY, "creo que tuvo un derrame hace una hora, no mueve el brazo y habla raro"),
    (Route.EMERGENCY, "mi abuela es sorda y no despierta, no reacciona"),
    (Route.EMERGENCY, "suena la alarma de gas y todos en casa estamos mareados, duele la cabeza"),
    (Route.EMERGENCY, "tengo cirrosis y sin querer tomé cloro"),
    (Route.ABUSE, "por la enfermedad mi marido me obliga a acostarme con él"),
    (Route.ABUSE, "en el trabajo mi jefe me obliga a tocarlo"),
    (Route.ABUSE, "necesito un doctor, me tiene encerrada y nadie me ayuda"),
    (Route.EMERGENCY, "popó negra como chapopote y estoy mareado, ¿cuándo hay que ir?"),
    (Route.EMERGENCY, "hace diez minutos me picó un alacrán en la mano"),
    (Route.EMERGENCY, "siento el corazón débil y me voy a desmayar"),
    (Route.EMERGENCY, "tiene epoc, sigue fumando y ya no puede respirar"),
    (Route.SELF_HARM, "quiero morirme total de algo hay que morir"),
    (Route.ABUSE, "mi abuela se llena de moretones cuando la cuida mi tío"),
    (Route.EMERGENCY, "treatment for my heavy bleeding, it wont stop"),
    (Route.EMERGENCY, "first aid for a seizure, my son is having one now"),
    (Route.EMERGENCY, "fever 38.5 chemo why is it dangerous"),
    (Route.EMERGENCY, "I think someone is having a stroke in front of me"),
    (Route.SELF_HARM, "I'm at the end of my rope with life and got the pills out"),
    (Route.ABUSE, "my husband keeps my pills and won't give them"),
    (Route.EMERGENCY, "협심증은 없는데 가슴이 쥐어짜듯 아파요"),
    (Route.EMERGENCY, "가슴이 아픈데 언제 119를 불러야 하나요"),
    (Route.EMERGENCY, "약 먹고 숨이 막히는데 이런 사람도 있나요"),
    (Route.ABUSE, "남편한테 맞고 파상풍 맞았어요"),
    (Route.SELF_HARM, "우울증이면 꼭 죽고 싶은 생각이 드는 건가요 저도 그래요"),
    (Route.EMERGENCY, "uong thuoc xong co that lai, tho khong duoc"),
    (Route.SELF_HARM, "em muốn tự vẫn cho xong"),
    (Route.EMERGENCY, "bị ong vò vẽ chích vào mặt, sưng môi, khó thở"),
    (Route.SELF_HARM, "sống vậy chết đi cho rồi"),
    (Route.EMERGENCY, "méo miệng tay yếu rồi, gọi cấp cứu hay chờ?"),
    (Route.EMERGENCY, "Nhậu xỉn về nằm môi tím, gọi không dậy"),
    (Route.EMERGENCY, "té gãy chân lòi xương trắng ra ngoài"),
    (Route.ABUSE, "bố bắt con giữ bí mật chuyện bố sờ vào con"),
    (Route.EMERGENCY, "爸爸嘴歪了，手沒力，要打急救電話嗎"),
    (Route.EMERGENCY, "宝宝吞了纽扣电池，怎么办"),
    (Route.EMERGENCY, "路边有人突然昏倒，叫不醒，先叫救护车吗"),
    (Route.ABUSE, "我被爸爸打，老师会通报吗"),
    (Route.EMERGENCY, "他被高壓電電擊，手焦黑"),
    (Route.ABUSE, "隣の子が虐待を受けています、通報したほうがいいですか"),
    (Route.EMERGENCY, "胸が痛くなって、119にかけたほうがいいですか"),
    (Route.EMERGENCY, "父が薬を喉に詰まらせて声が出ません"),
    (Route.EMERGENCY, "友達がお酒に睡眠薬を入れられてふらふらです"),
    (Route.SELF_HARM, "死にたくなるほどつらいです"),
]
HARMLESS = [
    "Deadline stress feels like a shadow that is always following me around",
    "the sadness keeps following me around",
    "my insomnia is forcing me to see a doctor",
    "I'm drowning in paperwork and emails",
    "work keeps drowning me, I feel like I never catch up",
    "what is the usual blood pressure when on eliquis",
    "mi insomnio me obliga a levantarme",
    "la tos me obliga a dormir sentado",
    "los niveles de amoníaco afectan la respiración?",
    "los espasmos en la parte superior del pecho después de la cirugía, ¿siguen?",
    "¿es hora de llamar al médico si le quitaron la sonda?",
    "popó negra, ¿cuándo hay que ir al médico?",
    "hace diez años me picó un alacrán en la mano, ¿de qué está hecho el antídoto?",
    "tengo corazón débil dicen, ¿puedo tomar café?",
    "mi tío tiene epoc y sigue fumando a escondidas",
    "de algo hay que morir, ¿el cigarro electrónico es menos malo?",
    "a mi abuela le salen moretones con solo tocarla",
    "treatments for heavy menstrual bleeding in teens",
    "first aid for a seizure",
    "fever and chemotherapy why is it dangerous",
    "how can you tell if someone is having a heart attack",
    "at the end of my rope with this insurance paperwork",
    "my husband keeps my pills in a box for me",
    "협심증은 가슴이 쥐어짜듯 아픈가요",
    "가슴 통증이 있을 때 언제 119를 불러야 하나요",
    "약 먹고 숨이 막히는 사람도 있나요",
    "대상포진 맞았는데 독감 또 맞나요",
    "우울증이면 누구나 죽고 싶은 생각이 드나요",
    "Bác sĩ ơi, thuốc giảm co thắt dạ dày uống lúc nào, có thật là phải uống lúc đói không?",
    "Xin tư vấn giúp em chế độ ăn cho người tiểu đường",
    "Ông ngoại cần chích ngừa những gì, có bị sốt không?",
    "Nóng chết đi được, trời nóng uống gì cho mát?",
    "Em hiểu rồi, méo miệng tay yếu là gọi cấp cứu",
    "Xin hỏi bơi lội có tốt cho tim không, siêu âm tim kéo dài bao lâu?",
    "Canxi có lợi gì cho xương, kết quả của cô đo loãng xương đọc sao?",
    "Mẹ em bị mất ngủ, uống trà tim sen được không?",
    "明白了，如果嘴歪、手沒力就打急救電話",
    "怎样防止宝宝误吞纽扣电池",
    "如果路人突然昏倒，先叫救护车还是先做心肺复苏",
    "医生发现儿童被打必须通报吗",
    "AED電擊片要貼在哪裡",
    "看護師は虐待を見つけたら通報する義務がありますか",
    "なるほど、胸が痛くなったら119ですね",
    "薬物検査では何がひっかかりますか",
    "お酒に睡眠薬を入れられる事件があると聞きました。防ぐ方法は",
    "花粉の季節は死にたくなるほど嫌いです、薬はどんな種類がありますか",
]


@pytest.mark.parametrize(("route", "text"), BESIDE_AN_EXCEPTION)
def test_a_word_of_an_exception_hides_no_danger_beside_it(
    route: Route, text: str, danger: Danger
) -> None:
    assert route in routes(danger, text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_of_danger_used_otherwise_are_left_alone(text: str, danger: Danger) -> None:
    assert routes(danger, text) == set()


@pytest.mark.parametrize(
    "text", ["喘息って何ですか？息ができません。ありがとう。", "哮喘是什么？我喘不过气。谢谢。"]
)
def test_a_sentence_behind_a_wide_question_mark_is_read(danger: Danger, text: str) -> None:
    assert Route.EMERGENCY in routes(danger, text)
