"""What a guardrail is: one file in checks/, carrying its own proof."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.conversation import Turn
from domain.corpus import Passage
from domain.languages import LanguageTag
from domain.verdicts import Action, Route, Said
from guardrails.classifier import Likelihoods, Taken
from guardrails.danger import Danger, Sign


class Side(StrEnum):
    """What a guardrail looks at."""

    DANGER = "danger"  # the raw question, in memory, first and always
    QUESTION = "question"
    ANSWER = "answer"


UNREAD = Taken(kind=Said.SAFE, unsafe=1.0)
"""Of a sentence that the classifier does not read: the rules have their say."""
LEAST_SAID = 0.02
"""Words of a rule are only words where the classifier gives less than this that the sentence is
anything but safe; chosen on sentences of another hand (docs/adr/0022)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The words a check saw, and the rule within the guardrail that saw them."""

    text: str
    rule: str = ""
    route: Route | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """All that a check may look at; nothing else is reached.

    Attributes:
        text: for a question the redacted words (for DANGER guardrails the raw
            ones); for an answer one sentence.
        language: the text's language (for an answer: the one asked for).
        danger: the rules of every language, compiled.
        likelihoods: the route classifier's, None where it was not asked.
        thresholds: from which likelihood a danger counts.
        turns: earlier turns of the conversation.
        passages: what the sentence was written from; None: unknown, so that
            support cannot be judged.
        similarity: cosine of the sentence and a passage's sentence; None where
            there is no embedder.
        said: what the answer classifier takes a sentence for; a page's own sentences it does not
            read, and rules alone judge them.
        seen: the signs of danger, once a check has looked for them.
    """

    text: str
    language: LanguageTag
    danger: Danger
    likelihoods: Likelihoods | None = None
    thresholds: Mapping[Route, float] = field(default_factory=dict[Route, float])
    turns: tuple[Turn, ...] = ()
    passages: tuple[Passage, ...] | None = None
    similarity: Callable[[str, str], float] | None = None
    said: Callable[[str], Taken] = lambda _: UNREAD
    seen: list[tuple[Sign, ...]] = field(default_factory=list[tuple[Sign, ...]])


LEARNED = "as in the example sentences"
"""The rule of a finding that the answer classifier made, where no words of a rule stand."""


def told(context: CheckContext, kind: Said, words: Iterable[str]) -> Iterable[Excerpt]:
    """The words that rules saw; the whole sentence where only the classifier saw it.

    Where the sentence is surely safe, a rule's words are only words.
    """
    found = [Excerpt(text=text) for text in words]
    taken = context.said(context.text)
    if found:
        return found if taken.unsafe >= LEAST_SAID else []
    return [Excerpt(text=context.text, rule=LEARNED)] if taken.kind is kind else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: the text, for an answer the passage it was written from."""

    text: str
    passage: str = ""


Examples = dict[str, tuple[str | Example, ...]]
"""Language tag -> examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail:
    """One guardrail.

    Attributes:
        name: kebab-case, as in the record and docs/guardrails.md.
        reason: why it is there, in a sentence for compliance.
        action: what a finding asks for.
        route: for a question, where it leads.
        check: CheckContext → excerpts; none when the text is fine.
        caught, left_alone: at least one example of each for every language of
            `languages`; they are run as tests.
        fixed: no policy may switch it off or change its action.
    """

    name: str
    side: Side
    reason: str
    action: Action
    check: Callable[[CheckContext], Iterable[Excerpt]]
    caught: Examples
    left_alone: Examples
    route: Route | None = None
    languages: tuple[str, ...] = ("en", "ko", "es")
    fixed: bool = False
