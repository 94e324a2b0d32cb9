"""The question and the answer side as rooms: contexts are made here, and the runner run."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import islice
from threading import Event

from domain.conversation import Question
from domain.corpus import Passage
from domain.errors import EmbeddingFailed
from domain.languages import LanguageTag
from domain.verdicts import Route, Verdict
from guardrails.classifier import Likelihoods, Taken
from guardrails.danger import Danger
from guardrails.grounding import is_told
from guardrails.guardrail import UNREAD, CheckContext
from guardrails.heard import LEAST_PRESENT, has_signs, only_words
from guardrails.runner import Runner, unread
from guardrails.windows import clauses, windows

log = logging.getLogger(__name__)
MOST_WINDOWS = 40
"""Windows that are read; a message of the chat's longest has fewer."""
SHORTEST_WINDOW = 8
_ANY_WORDS = "Lorem ipsum dolor sit amet, consectetur adipiscing."

Classify = Callable[[str, Sequence[str]], Likelihoods]
Similarity = Callable[[str, str], float]
Spelled = Callable[[str], str]
"""A message in the letters of its language, where it was typed in others; else ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What runs the guardrails. One thread computes, so that the event loop never waits.

    A message typed in another language's letters ("gaseumi apayo") is read both ways, and the
    graver verdict wins.
    """

    runner: Runner
    danger_rules: Danger
    classify: Classify
    thresholds: Mapping[Route, float]
    embedding: str
    spelled: Spelled = lambda _: ""
    said: Callable[[str], Taken] = lambda _: UNREAD
    similarity: Similarity | None = None
    executor: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="screening")
    )
    warm: Event = field(default_factory=Event)

    def danger(self, raw: str, question: Question, language: LanguageTag) -> Verdict:
        """The danger rules on the raw words: first and always."""
        verdicts = [
            self.runner.danger(
                CheckContext(
                    text=text, language=language, danger=self.danger_rules, turns=question.turns
                )
            )
            for text in (raw, self.spelled(raw))
            if text or not raw
        ]
        return reduce(Verdict.joined, verdicts)

    async def heard(self, danger: Verdict, asked: Question) -> Verdict:
        """The danger rules' verdict; signs that are surely only words are noted in it, no more.

        Rules know words, and "my nana had a stroke in 1998" has them, too. While a danger of an
        earlier turn stands, and when the classifier cannot be asked, every sign is acted on.
        """
        if not has_signs(danger) or asked.standing:
            return danger
        loop = asyncio.get_running_loop()
        if await loop.run_in_executor(self.executor, self._is_present, asked.text):
            return danger
        return only_words(danger, asked.text)

    async def question(self, question: Question, query: str, language: LanguageTag) -> Verdict:
        """Both the redacted words and the stand-alone ones; the graver verdict wins."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, self.screened, question, query, language)

    def screened(self, question: Question, query: str, language: LanguageTag) -> Verdict:
        """The same, for those who may wait."""
        readings = dict.fromkeys((question.text, query, self.spelled(query) or query))
        verdicts = [self._one(text, question, language) for text in readings]
        return reduce(Verdict.joined, verdicts)

    def sentence(
        self,
        text: str,
        passages: tuple[Passage, ...] | None,
        language: LanguageTag,
        *,
        is_own: bool = False,
    ) -> Verdict:
        """One sentence of an answer.

        Args:
            text: the sentence.
            passages: what it was written from; None: unknown.
            language: the one asked for.
            is_own: a page's or the house's own words, which people wrote and answer for: rules
                read them, the classifier does not. The same holds for a sentence that a passage
                has, even if a few words were left out.
        """
        if not self.warm.is_set():
            self.warm_up()
        is_written = is_own or is_told(text, passages or ())
        return self.runner.sentence(
            CheckContext(
                text=text,
                language=language,
                danger=self.danger_rules,
                passages=passages,
                similarity=self.similarity,
                said=_unread if is_written else cache(self.said),
            )
        )

    def warm_up(self) -> None:
        """Load what the checks need: at first use that is on no sentence's budget."""
        self.warm.set()
        self.spelled(_ANY_WORDS)
        self.said(_ANY_WORDS)
        for tag in self.danger_rules.languages:
            self.runner.warm_up(
                CheckContext(text=_ANY_WORDS, language=tag, danger=self.danger_rules, passages=())
            )

    def _one(self, text: str, question: Question, language: LanguageTag) -> Verdict:
        try:
            likelihoods = self.likelihoods(text)
        except EmbeddingFailed as error:
            return unread("classifier", str(error))
        return self.runner.question(
            CheckContext(
                text=text,
                language=language,
                danger=self.danger_rules,
                likelihoods=likelihoods,
                thresholds=self.thresholds,
                turns=question.turns,
            )
        )

    def _is_present(self, raw: str) -> bool:
        """Whether somebody may be in danger, or have something, now: read in memory, like rules.

        In the whole message, and in each part that has a sign alone: what stands beside a sign
        can never take it away.
        """
        try:
            return any(
                self.classify(text, self._signed(text)).present >= LEAST_PRESENT
                for text in (raw, self.spelled(raw))
                if text
            )
        except Exception as error:  # noqa: BLE001 - whatever it was, the rules' word stands
            log.error("signs could not be heard: %s", type(error).__name__)  # noqa: TRY400 - a trace may hold the patient's words
            return True

    def _signed(self, text: str) -> tuple[str, ...]:
        """The sentences, neighbours and clauses that have a sign alone, as the rules read them."""
        told = windows(text)
        read = dict.fromkeys((*told, *(part for window in told for part in clauses(window))))
        signed = (part for part in read if part != text and self.danger_rules.signs(part))
        return tuple(islice(signed, MOST_WINDOWS))

    def likelihoods(self, text: str) -> Likelihoods:
        """Of the whole message and of its windows.

        Raises:
            EmbeddingFailed: the message has not been read.
        """
        return self.classify(text, pieces(text))


def _unread(_: str) -> Taken:
    return UNREAD


def pieces(text: str) -> tuple[str, ...]:
    """The windows of a message that may be worse than the whole: none that is hardly a word."""
    read = {piece for piece in windows(text) if len(piece) >= SHORTEST_WINDOW and piece != text}
    return tuple(sorted(read, key=lambda piece: (-len(piece), piece))[:MOST_WINDOWS])
