"""The whole walk of a question, in one place: no room calls another room."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from chains.compose import Composer
from chains.delivery import Delivery
from chains.fixed import FixedTexts
from chains.gate import Gate, Reviser
from chains.numbers import Numbers, country_of
from chains.rephrase import last_with_topic, rephrase
from chains.tongue import tongue
from chains.trace import Trace
from chains.understand import Understood, Wish, understand
from domain.answers import (
    AnswerClosed,
    Draft,
    Event,
    Provenance,
    Reading,
    RoomEntered,
    Sentence,
)
from domain.conversation import Preferences, Question, Turn
from domain.corpus import Passage
from domain.errors import RecordFailed
from domain.languages import Country, CountryCode, Language, LanguageTag, Level
from domain.records import Opening, Recorder
from domain.verdicts import TABLE, Action, Outcome, Route, Verdict

log = logging.getLogger(__name__)
SHOWN_WITHOUT_RECORD = frozenset({Route.EMERGENCY, Route.SELF_HARM, Route.ABUSE})


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


Retrieve = Callable[[str, LanguageTag, CountryCode | None, Level], Awaitable[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """The rooms, and the walk through them. `answer` never raises.

    Attributes:
        check_danger: raw words, language → verdict; microseconds, no model.
        redact: words → words without personal details.
        check_question: redacted words, stand-alone words, turns, language → verdict.
        retrieve: stand-alone words, language, country, level → passages.
        check_sentence: draft, language → verdict.
        measure: text, language, level → reading.
        paged: the languages that have pages.
    """

    languages: Mapping[LanguageTag, Language]
    countries: Mapping[CountryCode, Country]
    fixed: FixedTexts
    check_danger: Callable[[str, Question, LanguageTag], Verdict]
    redact: Callable[[str], str]
    check_question: Callable[[Question, str, LanguageTag], Awaitable[Verdict]]
    retrieve: Retrieve
    paged: Callable[[], frozenset[LanguageTag]]
    recorder: Recorder
    composer: Composer
    embedded: Composer
    reviser: Reviser | None
    check_sentence: Callable[[Draft, LanguageTag], Verdict]
    measure: Callable[[str, LanguageTag, Level], Reading]
    provenance: Callable[[], Provenance]

    async def answer(self, asked: Question) -> AsyncIterator[Event]:
        """Everything that happens to one message, as it happens.

        Yields rooms entered and sentences released, then the closed answer. A
        sentence that is yielded is safe and in the record: show it.
        """
        language = tongue(asked, self.languages)
        numbers = self._numbers(asked)
        delivery = Delivery(language=language, level=asked.preferences.level, trace=Trace())
        try:
            async for event in self._walk(asked, delivery, numbers):
                yield event
        except Exception as error:  # noqa: BLE001 - a patient never sees an exception
            log.error("the walk failed: %s", type(error).__name__)  # noqa: TRY400 - a trace may hold the patient's words
            async for event in self._failed(asked, delivery, numbers, error):
                yield event

    def signpost(self, text: str) -> tuple[Sentence, ...]:
        """The fixed text if these raw words tell of danger, else nothing. For limits at the door."""
        asked = Question(text=text, conversation="")
        language = tongue(asked, self.languages)
        verdict = self.check_danger(text, asked, language)
        if verdict.action is not Action.SIGNPOST:
            return ()
        return self.fixed.signpost(verdict, asked, language, self._numbers(asked))

    async def _walk(
        self, asked: Question, delivery: Delivery, numbers: Numbers
    ) -> AsyncIterator[Event]:
        yield RoomEntered("danger")
        with delivery.trace.room("danger"):
            danger = self.check_danger(asked.text, asked, delivery.language)
        yield RoomEntered("redact")
        with delivery.trace.room("redact"):
            question, danger = self._redacted(asked, danger)
        if danger.action is Action.SIGNPOST:
            walk = self._end(question, danger, delivery, numbers)
        elif understood := understand(question.text, self.languages):
            walk = self._granted(question, understood, delivery, numbers)
        else:
            walk = self._asked(question, question.text, danger, delivery, numbers)
        async for event in walk:
            yield event

    async def _asked(
        self,
        question: Question,
        words: str,
        danger: Verdict,
        delivery: Delivery,
        numbers: Numbers,
    ) -> AsyncIterator[Event]:
        """A question about health, or one that should not be here."""
        yield RoomEntered("rephrase")
        with delivery.trace.room("rephrase"):
            query = self._query(replace(question, text=words), delivery.language)
        yield RoomEntered("check question")
        with delivery.trace.room("check question"):
            checked = await self.check_question(
                replace(question, text=words), query, delivery.language
            )
        verdict = danger.joined(checked)
        if verdict.action >= Action.DECLINE:
            walk = self._end(question, verdict, delivery, numbers, query)
        else:
            walk = self._answered(question, query, verdict, delivery, numbers)
        async for event in walk:
            yield event

    async def _answered(
        self,
        question: Question,
        query: str,
        verdict: Verdict,
        delivery: Delivery,
        numbers: Numbers,
    ) -> AsyncIterator[Event]:
        """From the pages; a redirect is the same with its frame around."""
        yield RoomEntered("retrieve")
        with delivery.trace.room("retrieve"):
            found, other = await self._found(query, delivery, numbers)
        route = verdict.route or Route.EDUCATION
        passages = found.passages
        await self._open(question, query, verdict, passages, delivery)
        redirected = TABLE[route].action is Action.REDIRECT
        if redirected:
            has_page = bool(passages) and other is None
            for sentence in self.fixed.kind(route, delivery.language, has_page=has_page):
                yield await delivery.release(sentence, (), verdict.findings)
        for sentence in self._about_pages(found, other, delivery.language, numbers, redirected):
            yield await delivery.release(sentence)
        gate = Gate(check=self.check_sentence, language=delivery.language, reviser=self.reviser)
        if passages and other is None:
            yield RoomEntered("compose")
            drafts = self.composer.compose(question, passages, delivery.level)
            async for passed in gate.passed(drafts):
                yield await delivery.release(passed.sentence, passed.passages, passed.findings)
        if redirected:
            for sentence, page in self.fixed.after(
                question, route, passages, delivery.language, numbers
            ):
                yield await delivery.release(sentence, (page,) if page else ())
        outcome = _outcome(route, found, gate)
        if outcome is Outcome.BLOCKED:
            for sentence in self.fixed.say("blocked", delivery.language, numbers):
                yield await delivery.release(sentence)
        best = passages[0] if passages else None
        yield await self._close(
            question, query, outcome, route, delivery, best, gate=gate
        )

    async def _end(
        self,
        question: Question,
        verdict: Verdict,
        delivery: Delivery,
        numbers: Numbers,
        query: str = "",
    ) -> AsyncIterator[Event]:
        """Signposted, declined, or a check that failed: fixed texts only."""
        route = verdict.route or Route.EDUCATION
        tag = delivery.language
        if verdict.action is Action.SIGNPOST:
            outcome = Outcome.SIGNPOSTED
            delivery.must_record = route not in SHOWN_WITHOUT_RECORD
            lines = self.fixed.signpost(verdict, question, tag, numbers)
        elif verdict.action is Action.DECLINE:
            outcome = Outcome.DECLINED
            lines = self.fixed.decline(verdict, tag, numbers)
        else:
            outcome = Outcome.ERROR
            lines = self.fixed.say("error", tag, numbers)
        await self._open(question, query or question.text, verdict, (), delivery)
        for position, sentence in enumerate(lines):
            yield await delivery.release(sentence, (), () if position else verdict.findings)
        yield await self._close(question, query, outcome, route, delivery, None)

    async def _granted(
        self, question: Question, understood: Understood, delivery: Delivery, numbers: Numbers
    ) -> AsyncIterator[Event]:
        """Commands and courtesies."""
        wish, before = understood.wish, question.turns[-1] if question.turns else None
        preferences = preferred(question.preferences, understood)
        question = replace(question, preferences=preferences)
        delivery.language = preferences.language or delivery.language
        delivery.level = preferences.level
        if before and before.query and wish in RETOLD:
            calm = Verdict(route=Route.EDUCATION, action=Action.ALLOW)
            async for event in self._asked(question, before.query, calm, delivery, numbers):
                yield event
            return
        calm = Verdict(route=Route.EDUCATION, action=Action.ALLOW)
        await self._open(question, question.text, calm, (), delivery)
        for sentence in self._courtesy(wish, question, delivery.language, numbers):
            yield await delivery.release(sentence)
        yield await self._close(
            question, "", Outcome.ANSWERED, Route.EDUCATION, delivery, None, wish=wish
        )

    def _courtesy(
        self, wish: Wish, question: Question, tag: LanguageTag, numbers: Numbers
    ) -> tuple[Sentence, ...]:
        if question.standing is Route.EMERGENCY and wish is Wish.OVER:
            return self.fixed.over(tag, numbers)
        return self.fixed.say(COURTESY[wish], tag, numbers)

    async def _failed(
        self, asked: Question, delivery: Delivery, numbers: Numbers, error: Exception
    ) -> AsyncIterator[Event]:
        """Any failure still shows the emergency number, recorded or not."""
        delivery.must_record = False
        if isinstance(error, RecordFailed):
            delivery.record = None
        for sentence in self.fixed.say("error", delivery.language, numbers):
            yield await delivery.release(sentence)
        yield await self._close(
            replace(asked, text=""), "", Outcome.ERROR, Route.EDUCATION, delivery, None
        )

    # What the rooms need to know of each other, and no more.

    def _numbers(self, asked: Question) -> Numbers:
        said = " . ".join((*(turn.text for turn in asked.turns), asked.text))
        return Numbers(country=country_of(said, self.fixed.site.country, self.countries))

    def _redacted(self, asked: Question, danger: Verdict) -> tuple[Question, Verdict]:
        """The question and the danger findings without personal details.

        A redaction that fails hides the words, never the emergency.
        """
        try:
            text = self.redact(asked.text)
            excerpts = [self.redact(finding.excerpt) for finding in danger.findings]
        except Exception:  # noqa: BLE001 - whatever it was: no word goes on
            if danger.action is not Action.SIGNPOST:
                raise
            text, excerpts = "", ["" for _ in danger.findings]
        findings = tuple(
            replace(finding, excerpt=excerpt)
            for finding, excerpt in zip(danger.findings, excerpts, strict=True)
        )
        return replace(asked, text=text, redacted=True), replace(danger, findings=findings)

    def _query(self, question: Question, tag: LanguageTag) -> str:
        before = last_with_topic(question.turns)
        return rephrase(question, self.languages[tag], before.topic if before else None)

    async def _found(
        self, query: str, delivery: Delivery, numbers: Numbers
    ) -> tuple[Found, LanguageTag | None]:
        """Passages, and the language they are in when it is not the one asked for."""
        country = numbers.country.code if numbers.country else None
        retrieve = partial(self.retrieve, query)
        if delivery.language in self.paged():
            return await retrieve(delivery.language, country, delivery.level), None
        other = self.fixed.site.clinic_language
        found = await retrieve(other, country, delivery.level)
        return found, other if found.passages else None

    def _about_pages(
        self,
        found: Found,
        other: LanguageTag | None,
        tag: LanguageTag,
        numbers: Numbers,
        redirected: bool,
    ) -> tuple[Sentence, ...]:
        if other is not None:
            titles = tuple(dict.fromkeys(passage.title for passage in found.passages))[:2]
            return self.fixed.elsewhere(tag, other, titles)
        if found.passages or redirected:
            return ()
        return self.fixed.no_topic(tag, found.near, numbers)

    async def _open(
        self,
        question: Question,
        query: str,
        verdict: Verdict,
        passages: tuple[Passage, ...],
        delivery: Delivery,
    ) -> None:
        """Open the record; only danger texts go on without one."""
        opening = Opening(
            question=question,
            query=query,
            language=delivery.language,
            verdict=verdict,
            passages=passages,
        )
        try:
            with delivery.trace.room("open record"):
                delivery.record = await asyncio.wait_for(self.recorder.open(opening), 5)
        except (RecordFailed, TimeoutError):
            if delivery.must_record:
                raise RecordFailed("the turn could not be opened") from None

    async def _close(
        self,
        question: Question,
        query: str,
        outcome: Outcome,
        route: Route,
        delivery: Delivery,
        best: Passage | None,
        gate: Gate | None = None,
        wish: Wish | None = None,
    ) -> AnswerClosed:
        reading = None
        if best and delivery.body():
            with delivery.trace.room("level"):
                reading = self.measure(delivery.body(), delivery.language, delivery.level)
        if gate:
            delivery.findings += [f for f in gate.findings if f not in delivery.findings]
        turn = Turn(
            text=question.text,
            query=query,
            route=route,
            topic=best.title if best else None,
            language=delivery.language,
            section=best.section if best else None,
            standing=standing_after(question.standing, route, wish),
        )
        answer = await delivery.close(
            outcome=outcome,
            route=route,
            reading=reading,
            provenance=self.provenance(),
            turn=turn,
            preferences=question.preferences,
        )
        return AnswerClosed(answer)


RETOLD = frozenset({Wish.SIMPLER, Wish.HARDER, Wish.SHORTER, Wish.LANGUAGE})
COURTESY = {
    Wish.SIMPLER: "nothing_to_repeat",
    Wish.HARDER: "nothing_to_repeat",
    Wish.SHORTER: "nothing_to_repeat",
    Wish.LANGUAGE: "language_set",
    Wish.GREETING: "greeting",
    Wish.THANKS: "thanks",
    Wish.OVER: "thanks",
    Wish.EMPTY: "empty",
    Wish.NOT_WORDS: "not_words",
}


def preferred(preferences: Preferences, understood: Understood) -> Preferences:
    """The preferences as a command changes them."""
    level = preferences.level
    match understood.wish:
        case Wish.SIMPLER | Wish.SHORTER:
            return replace(preferences, level=level.simpler())
        case Wish.HARDER:
            return replace(preferences, level=level.harder())
        case Wish.LANGUAGE:
            return replace(preferences, language=understood.language)
        case _:
            return preferences


def standing_after(before: Route | None, route: Route, wish: Wish | None) -> Route | None:
    """The danger that stands after a turn: until an emergency is said to be over.

    A crisis stands for the whole conversation: it may look past when it is not.
    """
    if route in {Route.EMERGENCY, Route.SELF_HARM}:
        return Route.SELF_HARM if before is Route.SELF_HARM else route
    return None if wish is Wish.OVER and before is Route.EMERGENCY else before


def _outcome(route: Route, found: Found, gate: Gate) -> Outcome:
    if TABLE[route].action is Action.REDIRECT:
        return Outcome.REDIRECTED
    if not found.passages:
        return Outcome.NO_TOPIC
    if gate.too_little_left:
        return Outcome.BLOCKED
    return Outcome.REVISED if gate.mended or gate.dropped else Outcome.ANSWERED
