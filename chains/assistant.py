"""The whole walk of a question, in one place: no room calls another room."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from chains.compose import Composer
from chains.courtesy import COURTESY, RETOLD, preferred
from chains.delivery import Delivery
from chains.fixed import FixedTexts
from chains.gate import Gate, Reviser
from chains.numbers import Numbers, country_of
from chains.rephrase import last_with_topic, rephrase
from chains.standing import standing_after
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
from domain.conversation import Question, Turn
from domain.corpus import Passage
from domain.errors import RecordFailed
from domain.languages import Country, CountryCode, Language, LanguageTag, Level
from domain.records import Recorder
from domain.verdicts import DANGER, TABLE, Action, Outcome, Route, Verdict

log = logging.getLogger(__name__)
SHOWN_WITHOUT_RECORD = DANGER
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
        """The fixed text if these raw words tell of danger, else nothing. For the door's limits."""
        asked = Question(text=text, conversation="")
        language = tongue(asked, self.languages)
        verdict = self.check_danger(text, asked, language)
        if verdict.action is not Action.SIGNPOST:
            return ()
        return self.fixed.signpost(verdict, asked, language, self._numbers(asked))

    def emergency(self, tag: LanguageTag) -> str:
        """The site's emergency number, or the language's words for one that is not known."""
        numbers = self._numbers(Question(text="", conversation=""))
        return numbers.values(self.languages[tag])["emergency"]

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
        await delivery.open(self.recorder, question, query, verdict, found.passages)
        for sentence in self._before(route, found, other, delivery.language, numbers):
            yield await delivery.release(sentence, (), verdict.findings)
        gate = Gate(check=self.check_sentence, language=delivery.language, reviser=self.reviser)
        if found.passages and other is None:
            yield RoomEntered("compose")
            drafts = self.composer.compose(question, found.passages, delivery.level)
            async for passed in gate.passed(drafts):
                yield await delivery.release(passed.sentence, passed.passages, passed.findings)
        outcome = _outcome(route, found, gate)
        after = self._after(question, route, outcome, found.passages, delivery.language, numbers)
        for sentence, page in after:
            yield await delivery.release(sentence, (page,) if page else ())
        best = found.passages[0] if found.passages else None
        delivery.findings += [f for f in gate.findings if f not in delivery.findings]
        yield await self._close(question, query, outcome, route, delivery, best)

    def _before(
        self,
        route: Route,
        found: Found,
        other: LanguageTag | None,
        tag: LanguageTag,
        numbers: Numbers,
    ) -> tuple[Sentence, ...]:
        """A redirect's kind words; where the page is, or that there is none."""
        redirected = TABLE[route].action is Action.REDIRECT
        has_page = bool(found.passages) and other is None
        kind = self.fixed.kind(route, tag, has_page=has_page) if redirected else ()
        if other is not None:
            titles = tuple(dict.fromkeys(passage.title for passage in found.passages))[:2]
            return (*kind, *self.fixed.elsewhere(tag, other, titles))
        if found.passages or redirected:
            return kind
        return self.fixed.no_topic(tag, found.near, numbers)

    def _after(
        self,
        question: Question,
        route: Route,
        outcome: Outcome,
        passages: tuple[Passage, ...],
        tag: LanguageTag,
        numbers: Numbers,
    ) -> Iterable[tuple[Sentence, Passage | None]]:
        """A redirect's warning signs, contacts and questions; a blocked answer's apology."""
        if outcome is Outcome.REDIRECTED:
            return self.fixed.after(question, route, passages, tag, numbers)
        if outcome is Outcome.BLOCKED:
            return [(sentence, None) for sentence in self.fixed.say("blocked", tag, numbers)]
        return ()

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
        await delivery.open(self.recorder, question, query or question.text, verdict)
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
            async for event in self._asked(question, before.query, CALM, delivery, numbers):
                yield event
            return
        await delivery.open(self.recorder, question, question.text, CALM)
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
        except Exception:
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

    async def _close(
        self,
        question: Question,
        query: str,
        outcome: Outcome,
        route: Route,
        delivery: Delivery,
        best: Passage | None,
        wish: Wish | None = None,
    ) -> AnswerClosed:
        reading = None
        if best and delivery.body():
            with delivery.trace.room("level"):
                reading = self.measure(delivery.body(), delivery.language, delivery.level)
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


def _outcome(route: Route, found: Found, gate: Gate) -> Outcome:
    if TABLE[route].action is Action.REDIRECT:
        return Outcome.REDIRECTED
    if not found.passages:
        return Outcome.NO_TOPIC
    if gate.too_little_left:
        return Outcome.BLOCKED
    return Outcome.REVISED if gate.mended or gate.dropped else Outcome.ANSWERED
