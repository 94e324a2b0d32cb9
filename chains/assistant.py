"""The whole walk of a question, in one place: no room calls another room."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from chains.courtesy import RETOLD, preferred, to_retell
from chains.delivery import Delivery
from chains.meaning import Meaning
from chains.numbers import Numbers, country_of
from chains.rephrase import last_with_topic, rephrase
from chains.standing import stops
from chains.telling import CALM, CHOSEN, Found, Retold, Telling
from chains.tongue import tongue
from chains.trace import Trace
from chains.understand import Understood, understand
from domain.answers import Event, RoomEntered, Sentence
from domain.conversation import Question, Turn
from domain.corpus import Passage
from domain.errors import RecordFailed
from domain.languages import Country, CountryCode, Language, LanguageTag, Level
from domain.verdicts import DANGER, TABLE, Action, Route, Verdict

log = logging.getLogger(__name__)

_STAYS = DANGER | {Route.HARMFUL}
"""What is answered in a closed chat, too: each of its texts may hold a crisis line."""
Retrieve = Callable[[str, LanguageTag, CountryCode | None, Level], Awaitable[Found]]
Elsewhere = Callable[[str, LanguageTag, CountryCode | None, Level], Awaitable[Found | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    """The rooms, and the walk through them. `answer` never raises.

    Attributes:
        check_danger: raw words, question, language → verdict; no model, in memory.
        heard: its verdict without the signs that are surely only words, which are noted.
        redact: words → words without personal details.
        check_question: redacted question, stand-alone words, language → verdict.
        retrieve: stand-alone words, language, country, level → passages.
        reopen: passage id, language, level → that passage again.
        elsewhere: the same → passages of another language, where the asked one lacks the page.
        meaning: what a word means, asked for by itself.
        spelled: words → the same in their language's letters ("gaseumi apayo"), "" where they are.
        judge: redacted question, verdict → the same or a graver one; None: nobody is asked.
        telling: the rooms from `compose` to `close record`.
        is_closed: staff closed the chat: only danger is answered.
    """

    languages: Mapping[LanguageTag, Language]
    countries: Mapping[CountryCode, Country]
    check_danger: Callable[[str, Question, LanguageTag], Verdict]
    heard: Callable[[Verdict, Question], Awaitable[Verdict]]
    redact: Callable[[str], str]
    check_question: Callable[[Question, str, LanguageTag], Awaitable[Verdict]]
    retrieve: Retrieve
    reopen: Callable[[str, LanguageTag, Level], tuple[Passage, ...]]
    elsewhere: Elsewhere
    meaning: Meaning
    telling: Telling
    spelled: Callable[[str], str]
    judge: Callable[[Question, Verdict], Awaitable[Verdict]] | None = None
    is_closed: bool = False

    async def answer(self, asked: Question) -> AsyncIterator[Event]:
        """Everything that happens to one message, as it happens.

        Yields rooms entered and sentences released, then the closed answer. A
        sentence that is yielded is safe and in the record: show it.
        """
        delivery = self._delivery(asked)
        try:
            async for event in self._walk(asked, delivery):
                yield event
        except Exception as error:  # noqa: BLE001 - a patient never sees an exception
            log.error("the walk failed: %s", type(error).__name__)  # noqa: TRY400 - a trace may hold the patient's words
            can_record = not isinstance(error, RecordFailed)
            if not can_record:
                delivery.record = None
            async for event in self.telling.failed(delivery, can_record=can_record):
                yield event

    def signpost(self, text: str) -> tuple[Sentence, ...]:
        """The fixed text if these raw words tell of danger, else nothing: for the door's limits."""
        delivery = self._delivery(Question(text=text, conversation=""))
        verdict = self.check_danger(text, delivery.question, delivery.language)
        if verdict.action is not Action.SIGNPOST:
            return ()
        return self.telling.fixed.signpost(
            verdict, delivery.question, delivery.language, delivery.numbers
        )

    def emergency(self, tag: LanguageTag) -> str:
        """The site's emergency number, or the language's words for one that is not known."""
        numbers = self._delivery(Question(text="", conversation="")).numbers
        return numbers.values(self.languages[tag])["emergency"]

    async def _walk(self, asked: Question, delivery: Delivery) -> AsyncIterator[Event]:
        if passages := self._chosen(asked, delivery):
            delivery.query = f"{passages[0].title}: {passages[0].heading}"
            delivery.question = replace(asked, text=delivery.query, redacted=True)  # a page's words
            delivery.findings.append(CHOSEN)
            async for event in self.telling.from_pages(delivery, CALM, Retold(passages=passages)):
                yield event
            return
        yield RoomEntered("danger")
        with delivery.trace.room("danger"):
            told = self.check_danger(asked.text, asked, delivery.language)
            danger = await self.heard(told, asked)
        yield RoomEntered("redact")
        with delivery.trace.room("redact"):
            danger = self._redacted(asked, danger, delivery)
        delivery.findings += danger.findings
        understood = understand(delivery.question.text, self.languages)
        if stops(danger, understood):
            walk = self.telling.fixed_only(delivery, danger)
        elif understood and not self.is_closed:
            walk = self._granted(understood, delivery)
        else:
            walk = self._asked(danger, delivery)
        async for event in walk:
            yield event

    async def _asked(self, danger: Verdict, delivery: Delivery) -> AsyncIterator[Event]:
        """A question about health, or one that should not be here."""
        yield RoomEntered("rephrase")
        with delivery.trace.room("rephrase"):
            text = self.redact(self.spelled(delivery.question.text)) or delivery.question.text
            meant = self.meaning(text, delivery.language)
            delivery.query = text if meant else self._rephrased(delivery, text)
        yield RoomEntered("check question")
        with delivery.trace.room("check question"):
            checked = await self.check_question(
                delivery.question, delivery.query, delivery.language
            )
        verdict = danger.joined(checked)
        if self.judge is not None and verdict.action < Action.SIGNPOST:
            yield RoomEntered("judge")
            with delivery.trace.room("judge"):
                verdict = await self.judge(delivery.question, verdict)
        delivery.findings += verdict.findings[len(danger.findings) :]
        if self.is_closed and verdict.route not in _STAYS:
            walk = self.telling.closed(delivery)
        elif meant and meant.answers(verdict):
            walk = self.telling.word(delivery, meant)
        elif verdict.action >= Action.DECLINE:
            walk = self.telling.fixed_only(delivery, verdict)
        else:
            yield RoomEntered("retrieve")
            with delivery.trace.room("retrieve"):
                found, other = await self._found(delivery)
            walk = self.telling.from_pages(delivery, verdict, found, other)
        async for event in walk:
            yield event

    def _rephrased(self, delivery: Delivery, text: str) -> str:
        """The question's words as they stand alone."""
        before = last_with_topic(delivery.question.turns)
        return rephrase(
            replace(delivery.question, text=text),
            self.languages[delivery.language],
            before.topic if before else None,
            self.telling.fixed.topics.get(delivery.language, ()),
        )

    async def _granted(self, understood: Understood, delivery: Delivery) -> AsyncIterator[Event]:
        """Commands and courtesies."""
        question = delivery.question
        delivery.prefer(preferred(question.preferences, understood))
        before = to_retell(question)
        if before and understood.wish in RETOLD:
            walk = self._retold(before, delivery)
        else:
            walk = self.telling.courtesy(delivery, understood.wish)
        async for event in walk:
            yield event

    async def _retold(self, before: Turn, delivery: Delivery) -> AsyncIterator[Event]:
        """The turn before, at another level or in another language: the same passage."""
        delivery.query = before.query
        if meant := self.meaning.again(before.passage, delivery.language):
            async for event in self.telling.word(delivery, meant):
                yield event
            return
        verdict = Verdict(route=before.route, action=TABLE[before.route].action)
        passages = (
            self.reopen(before.passage, delivery.language, delivery.level) if before.passage else ()
        )
        if verdict.action >= Action.DECLINE:
            walk = self.telling.fixed_only(delivery, verdict)
        elif passages:
            walk = self.telling.from_pages(delivery, verdict, Retold(passages=passages))
        else:
            delivery.question = replace(delivery.question, text=before.query or before.text)
            walk = self._asked(CALM, delivery)
        async for event in walk:
            yield event

    # What the rooms need to know of each other, and no more.

    def _chosen(self, asked: Question, delivery: Delivery) -> tuple[Passage, ...]:
        """The section that was chosen under an answer; none where its name must be read like words.

        Danger rules would take a page's heading ("Seizures with a fever") for a person's own; while
        a danger stands, or the chat is closed, it is checked like a question all the same.
        """
        if not asked.passage or asked.standing or self.is_closed:
            return ()
        return self.reopen(asked.passage, delivery.language, delivery.level)

    def _delivery(self, asked: Question) -> Delivery:
        said = " . ".join((*(turn.text for turn in asked.turns), asked.text))
        home = self.telling.fixed.site.country
        return Delivery(
            question=asked,
            language=tongue(asked, self.languages, self.spelled),
            level=asked.preferences.level,
            numbers=Numbers(country=country_of(said, home, self.countries)),
            trace=Trace(),
        )

    def _redacted(self, asked: Question, danger: Verdict, delivery: Delivery) -> Verdict:
        """Put the redacted question in the raw one's place; the danger findings redacted too.

        A redaction that fails hides the words, never the emergency.
        """
        try:
            text = self.redact(asked.text)
            excerpts = [self.redact(finding.excerpt) for finding in danger.findings]
        except Exception:
            if danger.action is not Action.SIGNPOST:
                raise
            text, excerpts = "", ["" for _ in danger.findings]
        delivery.question = replace(asked, text=text, redacted=True)
        findings = tuple(
            replace(finding, excerpt=excerpt)
            for finding, excerpt in zip(danger.findings, excerpts, strict=True)
        )
        return replace(danger, findings=findings)

    async def _found(self, delivery: Delivery) -> tuple[Found, LanguageTag | None]:
        """Passages, and the language they are in when it is not the one asked for."""
        country = delivery.numbers.country.code if delivery.numbers.country else None
        asked = (delivery.query, delivery.language, country, delivery.level)
        found = await self.retrieve(*asked)
        there = None if found.passages else await self.elsewhere(*asked)
        return (there, there.passages[0].language) if there else (found, None)
