"""Fakes of a few typed lines, so that no test needs a mock or a network."""

import asyncio
import tomllib
import zlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from domain.answers import (
    Answer,
    AnswerClosed,
    Beside,
    Event,
    Part,
    Provenance,
    RoomEntered,
    Sentence,
    SentenceReleased,
)
from domain.conversation import Question, Turn
from domain.corpus import Citation
from domain.embedding import Vectors
from domain.errors import RecordFailed
from domain.languages import Language, LanguageTag, Level, Starter
from domain.records import Opening
from domain.verdicts import Finding, Outcome, Route
from settings import ROOT, Settings
from tests.canned import SAYINGS

LANGUAGES = ROOT / "knowledge" / "languages"
PROVENANCE = Provenance(
    app="0", model="fake", prompts="0", guardrails="0", corpus="0", embedding="fake"
)
DANGER_WORDS = ("chest pain", "가슴이 아파", "dolor de pecho")


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
    silent: bool = False
    asked: list[Question] = field(default_factory=list[Question])
    stopped: int = 0

    async def answer(self, question: Question) -> AsyncGenerator[Event, None]:
        self.asked.append(question)
        if self.breaks:
            raise ValueError("secret detail")
        if self.silent:
            return
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
        topic=cited[0].topic if cited else None,
    )  # fmt: skip
    return Answer(
        outcome=Outcome.SIGNPOSTED if route.is_danger else Outcome.ANSWERED,
        route=route, language=tag, level=question.preferences.level, sentences=said,
        citations=cited, reading=None, findings=(), timings_ms={}, record_id=f"r{question.number}",
        provenance=PROVENANCE, turn=turn, preferences=question.preferences,
        beside=() if route.is_danger else (Beside(passage="asthma#care", label="What helps"),),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FakeLanguage:
    """As much of a language as the chat reads."""

    tag: LanguageTag
    name: str
    chat: dict[str, str]
    starters: tuple[Starter, ...]


def fake_languages(folder: Path = LANGUAGES) -> dict[LanguageTag, Language]:
    """The chat's words of en, ko and es."""
    names = {"en": "English", "ko": "한국어", "es": "Español"}
    found: dict[LanguageTag, Language] = {}
    for tag, name in names.items():
        table = tomllib.loads((folder / f"{tag}.toml").read_text(encoding="utf-8"))
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

    def signpost(self, text: str) -> tuple[Sentence, ...]:
        if any(words in text for words in DANGER_WORDS):
            return sentences(spoken(text), Route.EMERGENCY, Level.EASY)
        return ()

    async def erase(self, conversation: str) -> None:
        self.erased.append(conversation)

    async def feedback(
        self, conversation: str, record_id: str | None, kind: str, text: str
    ) -> None:
        self.told.append((conversation, record_id, kind, text))

    async def state(self) -> Mapping[str, str]:
        return {"index": "ok", "record": "ok", "model": "none"}


@dataclass(kw_only=True)
class FakeEmbedder:
    """Character trigrams hashed into unit vectors: the same every time, no model."""

    name: str = "fake-trigrams"
    embedded: int = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        table = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in enumerate(texts):
            folded = f" {' '.join(text.casefold().split())} "
            for i in range(len(folded) - 2):
                table[row, zlib.crc32(folded[i : i + 3].encode("utf-8", "replace")) % 512] += 1
        return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)

    queries = passages


@dataclass(kw_only=True)
class FakeRecorder:
    """A record in a list: what was written, in order. `broken` names what fails."""

    broken: frozenset[str] = frozenset()
    error: Exception = field(default_factory=lambda: RecordFailed("the disk is full"))
    stalls: bool = False
    openings: list[Opening] = field(default_factory=list[Opening])
    written: list[str] = field(default_factory=list[str])
    answers: list[Answer] = field(default_factory=list[Answer])
    id: str = "turn-1"

    async def open(self, opening: Opening) -> "FakeRecorder":
        await self._note("open", "opened")
        self.openings.append(opening)
        return self

    async def release(
        self, sentence: Sentence, citations: tuple[Citation, ...], findings: tuple[Finding, ...]
    ) -> None:
        await self._note("release", sentence.text)

    async def close(self, answer: Answer) -> None:
        await self._note("close", "closed")
        self.answers.append(answer)

    async def _note(self, step: str, what: str) -> None:
        if self.stalls:
            await asyncio.sleep(3600)
        if step in self.broken:
            raise self.error
        self.written.append(what)
