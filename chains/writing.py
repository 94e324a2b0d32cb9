"""Writing: passages into sentences that may be shown, through the gate, into the record and out."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

from chains.compose import Composer, limit_of
from chains.delivery import Delivery
from chains.gate import Gate, Reviser, Supported
from chains.gloss import Explaining, Glossing
from domain.answers import Draft, Event, Part, RoomEntered, Sentence
from domain.corpus import Passage
from domain.languages import LanguageTag
from domain.verdicts import Action, Finding, Verdict
from guardrails.grounding import support

STEPPED_IN = Finding(
    guardrail="model", action=Action.NOTE, excerpt="", rule="the pages' own sentences stepped in"
)
"""What the record says where a model was to write, and pages answered."""
TRANSLATED = Finding(
    guardrail="model", action=Action.NOTE, excerpt="", rule="translated by machine, not reviewed"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The room `compose`: who writes, who checks, and who steps in.

    Attributes:
        check_sentence: draft, language → verdict.
        embedded: steps in where too little of a model's text is left.
        supported: which passage of another language carries a sentence.
        glossing: puts a hard word's plain one beside it, at first use.
    """

    composer: Composer
    reviser: Reviser | None
    check_sentence: Callable[[Draft, LanguageTag], Verdict]
    embedded: Composer | None = None
    supported: Supported = support
    glossing: Glossing = field(default_factory=lambda: Glossing(terms=()))

    def gate(self, language: LanguageTag) -> Gate:
        """A gate for one answer."""
        return Gate(
            check=self.check_sentence,
            language=language,
            supported=self.supported,
            reviser=self.reviser,
        )

    async def written(
        self,
        delivery: Delivery,
        passages: tuple[Passage, ...],
        gate: Gate,
        translated: tuple[Sentence, ...] = (),
    ) -> AsyncIterator[Event]:
        """What passes of the composer's drafts; where that is too little, the pages' own words.

        Args:
            delivery: the answer on its way.
            passages: best first, at least one.
            gate: the answer's.
            translated: what is said before the first sentence where a machine translates; no page
                has words of its own to step in with then.
        """
        yield RoomEntered("compose")
        spare = limit_of(delivery.language) - len(passages[0].text.split())
        explaining = self.glossing.begin(delivery.language, passages[0].title, spare)
        for composer in filter(None, (self.composer, self.embedded)):
            gate.give_way()
            drafts = composer.compose(delivery.subject, passages, delivery.level, delivery.language)
            async for passed in gate.passed(drafts):
                if translated and TRANSLATED not in delivery.findings:
                    delivery.findings.append(TRANSLATED)
                    for note in translated:
                        yield await delivery.release(note)
                sentence = _explained(passed.sentence, explaining)
                yield await delivery.release(sentence, passed.passages, passed.findings)
            if translated or self.reviser is None or not gate.too_little_left:
                break
        if self.reviser is not None and gate.verbatim:
            delivery.findings.append(STEPPED_IN)


def _explained(sentence: Sentence, explaining: Explaining) -> Sentence:
    """What a page says, its hard words explained."""
    is_told = sentence.part is Part.BODY
    return replace(sentence, text=explaining(sentence.text)) if is_told else sentence
