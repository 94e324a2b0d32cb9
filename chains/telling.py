"""Telling: what is said once it is decided, sentence by sentence, into the record and out."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from chains.courtesy import COURTESY
from chains.delivery import Delivery
from chains.fixed import FixedTexts
from chains.gate import Gate
from chains.meaning import GLOSSARY, Meant
from chains.standing import standing_after
from chains.understand import Wish
from chains.writing import Writing
from domain.answers import (
    AnswerClosed,
    Beside,
    Event,
    Part,
    Provenance,
    Reading,
    Sentence,
)
from domain.conversation import Turn
from domain.corpus import Passage
from domain.languages import LanguageTag, Level
from domain.records import Recorder
from domain.verdicts import DANGER, TABLE, Action, Finding, Outcome, Route, Verdict

OFFERED = 2
"""Sections that are named under an answer, at the most."""
CHOSEN = Finding(
    guardrail="retrieval", action=Action.NOTE, excerpt="", rule="chosen by its name under an answer"
)
"""What the record says where nobody typed: the question is a section's name."""
CALM = Verdict(route=Route.EDUCATION, action=Action.ALLOW)


class Found(Protocol):
    """What retrieval gives."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Best first; none below the floor."""
        ...

    @property
    def near(self) -> tuple[str, ...]:
        """Titles of the nearest topics."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A passage that was found in a turn before."""

    passages: tuple[Passage, ...]
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The rooms from `compose` to `close record`.

    Attributes:
        measure: text, language, level → reading.
    """

    fixed: FixedTexts
    writing: Writing
    recorder: Recorder
    measure: Callable[[str, LanguageTag, Level], Reading]
    provenance: Provenance

    async def from_pages(
        self, delivery: Delivery, verdict: Verdict, found: Found, other: LanguageTag | None = None
    ) -> AsyncIterator[Event]:
        """The passages' answer; a redirect is the same with its frame around.

        Args:
            delivery: the answer on its way.
            verdict: on the question.
            found: passages, best first; none: there is no page.
            other: the language of the pages where it is not the answer's.
        """
        route = verdict.route or Route.EDUCATION
        await delivery.open(self.recorder, verdict, found.passages)
        for sentence in self._before(delivery, route, found, other):
            yield await delivery.release(sentence)
        gate = self.writing.gate(delivery.language)
        if found.passages:
            notes = self.fixed.translated(delivery.language, other) if other else ()
            async for event in self.writing.written(delivery, found.passages, gate, notes):
                yield event
        if other is not None and gate.too_little_left:
            for sentence in self.fixed.elsewhere(delivery.language, other, found.passages):
                yield await delivery.release(sentence)
        outcome = _outcome(route, found.passages, gate, other)
        for sentence, page in self._after(delivery, route, outcome, found.passages):
            yield await delivery.release(sentence, (page,) if page else ())
        delivery.findings += [f for f in gate.findings if f not in delivery.findings]
        best = found.passages[0] if found.passages else None
        beside = _beside(delivery, found.passages) if other is None else ()
        yield await self.close(delivery, outcome, route, best=best, beside=beside)

    async def fixed_only(self, delivery: Delivery, verdict: Verdict) -> AsyncIterator[Event]:
        """Signposted, declined, or a check that failed: the house's own texts."""
        route = verdict.route or Route.EDUCATION
        tag, numbers = delivery.language, delivery.numbers
        if verdict.action is Action.SIGNPOST:
            outcome = Outcome.SIGNPOSTED
            delivery.must_record = route not in DANGER
            lines = self.fixed.signpost(verdict, delivery.question, tag, numbers)
        elif verdict.action is Action.DECLINE:
            outcome = Outcome.DECLINED
            lines = self.fixed.decline(verdict, tag, numbers)
        else:
            outcome = Outcome.ERROR
            lines = self.fixed.say("error", tag, numbers)
        await delivery.open(self.recorder, verdict)
        for sentence in lines:
            yield await delivery.release(sentence)
        yield await self.close(delivery, outcome, route)

    async def word(self, delivery: Delivery, meant: Meant) -> AsyncIterator[Event]:
        """What a word means, from the glossary: never through a model."""
        await delivery.open(self.recorder, CALM, (meant.passage,))
        if meant.guess:
            yield await delivery.release(Sentence(number=0, text=meant.guess, part=Part.KIND))
        for text in meant.said:
            sentence = Sentence(number=0, text=text, part=Part.BODY)
            yield await delivery.release(sentence, (meant.passage,))
        yield await self.close(delivery, Outcome.ANSWERED, Route.EDUCATION, best=meant.passage)

    async def closed(self, delivery: Delivery) -> AsyncIterator[Event]:
        """The chat is closed: who to ask instead, and the emergency number."""
        await delivery.open(self.recorder, CALM)
        for sentence in self.fixed.say("closed", delivery.language, delivery.numbers):
            yield await delivery.release(sentence)
        yield await self.close(delivery, Outcome.DECLINED, Route.EDUCATION)

    async def courtesy(self, delivery: Delivery, wish: Wish) -> AsyncIterator[Event]:
        """A greeting, thanks, a command, or the end of an emergency."""
        await delivery.open(self.recorder, CALM)
        tag, numbers = delivery.language, delivery.numbers
        if wish is Wish.OVER and delivery.question.standing is Route.EMERGENCY:
            lines = self.fixed.over(tag, numbers)
        else:
            lines = self.fixed.say(COURTESY[wish], tag, numbers)
        for sentence in lines:
            yield await delivery.release(sentence)
        yield await self.close(delivery, Outcome.ANSWERED, Route.EDUCATION, wish=wish)

    async def failed(self, delivery: Delivery, *, can_record: bool) -> AsyncIterator[Event]:
        """Any failure still shows the emergency number, recorded or not."""
        delivery.must_record = False
        if can_record and delivery.record is None and delivery.question.redacted:
            await delivery.open(self.recorder, CALM)
        for sentence in self.fixed.say("error", delivery.language, delivery.numbers):
            yield await delivery.release(sentence)
        yield await self.close(delivery, Outcome.ERROR, Route.EDUCATION)

    async def close(
        self,
        delivery: Delivery,
        outcome: Outcome,
        route: Route,
        *,
        best: Passage | None = None,
        wish: Wish | None = None,
        beside: tuple[Beside, ...] = (),
    ) -> AnswerClosed:
        """Measure, sum up, and write the closing entry."""
        reading = None
        if best and best.topic != GLOSSARY and delivery.body():
            with delivery.trace.room("level"):
                reading = self.measure(delivery.body(), delivery.language, delivery.level)
        question = delivery.question
        turn = Turn(
            text=question.text if question.redacted else "",
            query=delivery.query,
            route=route,
            topic=best.title if best else None,
            language=delivery.language,
            passage=best.id if best else None,
            standing=standing_after(question.standing, route, wish),
        )
        answer = await delivery.close(outcome, route, reading, self.provenance, turn, beside)
        return AnswerClosed(answer)

    def _before(
        self, delivery: Delivery, route: Route, found: Found, other: LanguageTag | None
    ) -> tuple[Sentence, ...]:
        """A redirect's kind words; where the page is, or that there is none."""
        tag = delivery.language
        redirected = TABLE[route].action is Action.REDIRECT
        has_page = bool(found.passages) and other is None
        kind = self.fixed.kind(route, tag, has_page=has_page) if redirected else ()
        if found.passages or redirected:
            return kind
        return self.fixed.no_topic(tag, found.near, delivery.numbers)

    def _after(
        self, delivery: Delivery, route: Route, outcome: Outcome, passages: tuple[Passage, ...]
    ) -> Iterable[tuple[Sentence, Passage | None]]:
        """A redirect's warning signs, contacts and questions; a blocked answer's apology."""
        tag, numbers = delivery.language, delivery.numbers
        if outcome is Outcome.REDIRECTED:
            return self.fixed.after(delivery.subject, route, passages, tag, numbers)
        if outcome is Outcome.BLOCKED:
            return [(sentence, None) for sentence in self.fixed.say("blocked", tag, numbers)]
        return ()


def _beside(delivery: Delivery, passages: tuple[Passage, ...]) -> tuple[Beside, ...]:
    """The next best sections that are not told: what was asked may stand there."""
    untold = [one for one in passages if one.id not in delivery.citations]
    return tuple(
        Beside(
            passage=one.id,
            label=one.heading if one.topic == passages[0].topic else f"{one.title}: {one.heading}",
        )
        for one in untold[:OFFERED]
    )


def _outcome(
    route: Route, passages: tuple[Passage, ...], gate: Gate, other: LanguageTag | None
) -> Outcome:
    if TABLE[route].action is Action.REDIRECT:
        return Outcome.REDIRECTED
    if not passages or (other is not None and gate.is_empty):
        return Outcome.NO_TOPIC
    if gate.too_little_left and other is None:
        return Outcome.BLOCKED
    return Outcome.REVISED if gate.is_changed else Outcome.ANSWERED
