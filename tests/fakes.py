"""Fakes of a few typed lines, so that no test needs a mock or a network."""

import asyncio
import tomllib
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from domain.answers import (
    Answer,
    AnswerClosed,
    Event,
    Part,
    Provenance,
    RoomEntered,
    Sentence,
    SentenceReleased,
)
from domain.conversation import Question, Turn
from domain.corpus import Citation
from domain.languages import ENGLISH, Language, LanguageTag, Level, Starter
from domain.verdicts import Outcome, Route
from settings import Settings

PROVENANCE = Provenance(
    app="0", model="fake", prompts="0", guardrails="0", corpus="0", embedding="fake"
)
DANGER_WORDS = ("chest pain", "가슴이 아파", "dolor de pecho")
SAYINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "body": (
            "High blood pressure (hypertension) means that blood pushes too hard inside your blood vessels.",
            "Most people feel nothing at all.",
            "Over years it can hurt the heart, the brain and the kidneys.",
        ),
        "bullets": ("Eat less salt.", "Walk on most days.", "Take your tablets as agreed."),
        "warning": ("Call {n} now if you notice:", "Sudden weakness on one side of the body", "Pain or pressure in the chest"),
        "contact": ("You can ask your clinic about this at your next visit.",),
        "danger": ("Call {n} now.", "Chest pain can be dangerous. Do not drive yourself.", "If you are in the hospital, press the call bell."),
        "title": ("High blood pressure", "What it is"),
    },
    "ko": {
        "body": (
            "고혈압은 피가 혈관을 너무 세게 미는 상태예요.",
            "대부분 아무것도 느끼지 못해요.",
            "오래되면 심장, 뇌, 콩팥이 다칠 수 있어요.",
        ),
        "bullets": ("싱겁게 드세요.", "거의 매일 걸으세요.", "약은 정한 대로 드세요."),
        "warning": ("이런 일이 있으면 바로 {n}에 전화하세요.", "몸 한쪽에 갑자기 힘이 빠져요", "가슴이 아프거나 눌리는 느낌이 들어요"),
        "contact": ("다음 진료 때 다니시는 병원에 물어보세요.",),
        "danger": ("지금 바로 {n}에 전화하세요.", "가슴 통증은 위험할 수 있어요. 직접 운전하지 마세요.", "병원 안이시면 호출 벨을 누르세요."),
        "title": ("고혈압", "고혈압이란"),
    },
    "es": {
        "body": (
            "La presión alta (hipertensión) significa que la sangre empuja demasiado fuerte dentro de los vasos.",
            "La mayoría de las personas no nota nada.",
            "Con los años puede dañar el corazón, el cerebro y los riñones.",
        ),
        "bullets": ("Coma con menos sal.", "Camine casi todos los días.", "Tome sus pastillas como acordó."),
        "warning": ("Llame ya al {n} si nota:", "Debilidad de pronto en un lado del cuerpo", "Dolor o presión en el pecho"),
        "contact": ("Puede preguntar en su centro en la próxima visita.",),
        "danger": ("Llame ya al {n}.", "El dolor de pecho puede ser peligroso. No conduzca.", "Si está en el hospital, pulse el timbre."),
        "title": ("Presión alta", "Qué es"),
    },
}  # fmt: skip


def sentences(tag: str, route: Route, level: Level) -> tuple[Sentence, ...]:
    """A canned answer in a language."""
    says = SAYINGS[tag]
    if route is Route.EMERGENCY:
        told = [(Part.FIXED, text, False) for text in says["danger"]]
    else:
        told = [(Part.BODY, text, False) for text in says["body"]]
        told += [(Part.BODY, text, True) for text in says["bullets"]]
        told += [(Part.WARNING, text, i > 0) for i, text in enumerate(says["warning"])]
        told += [(Part.CONTACT, text, False) for text in says["contact"]]
        if level is not Level.EASY:
            told.insert(0, (Part.BODY, f"({level})", False))
    return tuple(
        Sentence(
            number=n,
            text=text.format(n="119"),
            citations=(1 if n % 2 else 2,) if part is Part.BODY else (),
            part=part,
            bullet=bullet,
        )
        for n, (part, text, bullet) in enumerate(told, 1)
    )


def citations(tag: str) -> tuple[Citation, ...]:
    """Two canned citations, as dangerous as a page can be."""
    title, heading = SAYINGS[tag]["title"]
    text = " ".join(SAYINGS[tag]["body"]) + "\n\n- one\n- <b>two</b> <img src=x onerror=alert(1)>"
    return tuple(
        Citation(
            marker=n, topic="high-blood-pressure", section="what", title=title, heading=heading,
            country=None, reviewed_on=None, review_status="unreviewed", text=text,
        )
        for n in (1, 2)
    )  # fmt: skip


@dataclass(kw_only=True)
class FakeAssistant:
    """Answers from a can, a sentence every `pause` seconds; remembers what it was asked."""

    pause: float = 0.0
    breaks: bool = False
    asked: list[Question] = field(default_factory=list[Question])
    stopped: int = 0

    async def answer(self, question: Question) -> AsyncGenerator[Event, None]:
        self.asked.append(question)
        if self.breaks:
            raise ValueError("secret detail")
        tag = str(question.preferences.language or spoken(question.text))
        danger = any(words in question.text for words in DANGER_WORDS)
        route = Route.EMERGENCY if danger else Route.EDUCATION
        cited = () if danger else citations(tag)
        said = sentences(tag, route, question.preferences.level)
        try:
            yield RoomEntered("compose")
            for sentence in said:
                await asyncio.sleep(self.pause)
                yield SentenceReleased(sentence, cited)
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped += 1
            raise
        yield AnswerClosed(closed(question, LanguageTag(tag), route, said, cited))


def spoken(text: str) -> str:
    """The language of a text, roughly enough for a fake."""
    if any("가" <= letter <= "힣" for letter in text):
        return "ko"
    return "es" if any(letter in "¿¡áéíóúñ" for letter in text) else "en"


def closed(
    question: Question, tag: LanguageTag, route: Route,
    said: tuple[Sentence, ...], cited: tuple[Citation, ...],
) -> Answer:  # fmt: skip
    """A closed answer around sentences."""
    turn = Turn(
        text=question.text, query=question.text, route=route, language=tag,
        topic=cited[0].topic if cited else None, section=None,
    )  # fmt: skip
    return Answer(
        outcome=Outcome.SIGNPOSTED if route.is_danger else Outcome.ANSWERED,
        route=route, language=tag, level=question.preferences.level, sentences=said,
        citations=cited, reading=None, findings=(), timings_ms={}, record_id=f"r{question.number}",
        provenance=PROVENANCE, turn=turn, preferences=question.preferences,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FakeLanguage:
    """As much of a language as the chat reads."""

    tag: LanguageTag
    name: str
    chat: dict[str, str]
    starters: tuple[Starter, ...]


def fake_languages(folder: Path) -> dict[LanguageTag, Language]:
    """The chat's words of en, ko and es."""
    names = {"en": "English", "ko": "한국어", "es": "Español"}
    found: dict[LanguageTag, Language] = {}
    for tag, name in names.items():
        table = tomllib.loads((folder / f"chat_{tag}.toml").read_text(encoding="utf-8"))
        starters = tuple(Starter(**one) for one in table["starters"])
        found[LanguageTag(tag)] = FakeLanguage(  # pyright: ignore[reportArgumentType] the chat's part of it
            tag=LanguageTag(tag), name=name, chat=table["chat"], starters=starters
        )
    return found


@dataclass(kw_only=True)
class FakeDoor:
    """A house of one canned assistant."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    languages: Mapping[LanguageTag, Language] = field(default_factory=dict[LanguageTag, Language])
    settings: Settings = field(default_factory=lambda: Settings(_env_file=None))  # pyright: ignore[reportCallIssue]
    site: str = ""
    erased: list[str] = field(default_factory=list[str])
    told: list[tuple[str, str | None, str, str]] = field(
        default_factory=list[tuple[str, str | None, str, str]]
    )

    def emergency(self, language: LanguageTag) -> str:
        return "119" if language else "112"

    def signpost(self, text: str) -> tuple[Sentence, ...] | None:
        if any(words in text for words in DANGER_WORDS):
            return sentences(spoken(text), Route.EMERGENCY, Level.EASY)
        return None

    async def erase(self, conversation: str) -> None:
        self.erased.append(conversation)

    async def feedback(
        self, conversation: str, record_id: str | None, kind: str, text: str
    ) -> None:
        self.told.append((conversation, record_id, kind, text))

    async def state(self) -> Mapping[str, str]:
        return {"index": "ok", "record": "ok", "model": "none"}


DEFAULT = ENGLISH
