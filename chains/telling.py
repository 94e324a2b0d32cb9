"""Telling: what is said once it is decided, sentence by sentence, into the record and out."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from chains.compose import Composer, limit_of
from chains.courtesy import COURTESY
from chains.delivery import Delivery
from chains.fixed import FixedTexts
from chains.gate import Gate, Reviser, Supported
from chains.gloss import Explaining, Glossing
from chains.meaning import GLOSSARY, Meant
from chains.standing import standing_after
from chains.understand import Wish
from domain.answers import (
    AnswerClosed,
    Draft,
    Event,
    Part,
    Provenance,
    Reading,
    RoomEntered,
    Sentence,
)
from domain.conversation import Turn
from domain.corpus import Passage
from domain.languages import LanguageTag, Level
from domain.records import Recorder
from domain.verdicts import DANGER, TABLE, Action, Finding, Outcome, Route, Verdict
from guardrails.grounding import support

CALM = Verdict(route=Route.EDUCATION, action=Action.ALLOW)
STEPPED_IN = Finding(
    guardrail="model", action=Action.NOTE, excerpt="", rule="the pages' own sentences stepped in"
)
"""What the record says where a model was to write, and pages answered."""
TRANSLATED = Finding(
    guardrail="model", action=Action.NOTE, excerpt="", rule="translated by machine, not reviewed"
)


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
class Telling:
    """The rooms from `compose` to `close record`.

    Attributes:
        check_sentence: draft, language → verdict.
        embedded: steps in where too little of a model's text is left.
        supported: which passage of another language carries a sentence.
        measure: text, language, level → reading.
        glossing: puts a hard word's plain one beside it, at first use.
    """

    fixed: FixedTexts
    composer: Composer
    reviser: Reviser | None
    check_sentence: Callable[[Draft, LanguageTag], Verdict]
    recorder: Recorder
    measure: Callable[[str, LanguageTag, Level], Reading]
    provenance: Provenance
    embedded: Composer | None = None
    supported: Supported = support
    glossing: Glossing = field(default_factory=lambda: Glossing(terms=()))

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
        gate = Gate(
            check=self.check_sentence,
            language=delivery.language,
            supported=self.supported,
            reviser=self.reviser,
        )
        if found.passages:
            async for event in self._composed(delivery, found.passages, gate, other):
                yield event
        if other is not None and gate.too_little_left:
            for sentence in self.fixed.elsewhere(delivery.language, other, found.passages):
                yield await delivery.release(sentence)
        outcome = _outcome(route, found.passages, gate, other)
        for sentence, page in self._after(delivery, route, outcome, found.passages):
            yield await delivery.release(sentence, (page,) if page else ())
        delivery.findings += [f for f in gate.findings if f not in delivery.findings]
        best = found.passages[0] if found.passages else None
        yield await self.close(delivery, outcome, route, best=best)

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
        return AnswerClosed(await delivery.close(outcome, route, reading, self.provenance, turn))

    async def _composed(
        self,
        delivery: Delivery,
        passages: tuple[Passage, ...],
        gate: Gate,
        other: LanguageTag | None,
    ) -> AsyncIterator[Event]:
        """What passes of the composer's drafts; where that is too little, the pages' own words.

        What a machine translated says so before its first sentence.
        """
        yield RoomEntered("compose")
        spare = limit_of(delivery.language) - len(passages[0].text.split())
        explaining = self.glossing.begin(delivery.language, passages[0].title, spare)
        for composer in filter(None, (self.composer, self.embedded)):
            gate.give_way()
            drafts = composer.compose(delivery.subject, passages, delivery.level, delivery.language)
            async for passed in gate.passed(drafts):
                if other is not None and TRANSLATED not in delivery.findings:
                    delivery.findings.append(TRANSLATED)
                    for note in self.fixed.translated(delivery.language, other):
                        yield await delivery.release(note)
                sentence = _explained(passed.sentence, explaining)
                yield await delivery.release(sentence, passed.passages, passed.findings)
            if other is not None or self.reviser is None or not gate.too_little_left:
                break
        if self.reviser is not None and gate.verbatim:
            delivery.findings.append(STEPPED_IN)

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


def _explained(sentence: Sentence, explaining: Explaining) -> Sentence:
    """What a page says, its hard words explained."""
    is_told = sentence.part is Part.BODY
    return replace(sentence, text=explaining(sentence.text)) if is_told else sentence


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
