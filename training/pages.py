"""Tunes the upper layers of e5 to find pages: `make encoder`.

Questions whose answer is known, the pages' own ways to ask and those of corpus/subjects, are
drawn to what answers them, a part of the section or another question about the same, and away
from all else in the batch: InfoNCE (van den Oord et al., 2018) in both directions, the questions
themselves among the negatives. What shares the answer is left out of the negatives. One positive
in five is of another language: a section has the same name in each. So has a word of the glossary:
what it means in one language is drawn to what it means in the others.
"""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from corpus.encoder import Words
from corpus.subjects import KEPT_BACK
from domain.corpus import Topic
from domain.glossary import Term
from domain.languages import LanguageTag
from text.sentences import sentences
from training.encoder import Encoder
from training.noise import noisy
from training.tune import Lower, optimized, upper

BATCH = 128
TEMPERATURE = 0.05
NOISY = 0.3
"""Share of the questions that are read as hurried people write them."""
PARTS = 0.5
"""Share of the pages' ways to ask whose positive is a part of the section."""
ELSEWHERE = 0.2
"""Share of the positives that may be of another language."""
TITLED = 0.6
FROM_THE_TOP = 0.4
LONGEST_PART = 3
"""Sentences."""
_NEVER = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A text and what it is about.

    Attributes:
        topic: the page's slug; of a question that no page answers, its own words.
        section: "" where only the page is known.
    """

    text: str
    language: LanguageTag
    topic: str
    section: str = ""


def ways_to_ask(topics: Sequence[Topic]) -> Iterator[Known]:
    """The pages' own ways to ask."""
    for topic in topics:
        for section in topic.sections:
            for line in section.asked_as:
                yield Known(
                    text=line, language=topic.language, topic=topic.slug, section=section.id
                )


def meant(terms: Sequence[Term]) -> Iterator[Known]:
    """What the glossary says of each word: the same in every language, and so near each other.

    A tenth of the words is kept back: how near a translation is, is measured on these.
    """
    for term in terms:
        for tag, words in term.words.items():
            if not is_kept_back(term):
                yield Known(text=words.meaning, language=tag, topic=f"word {term.id}")


def is_kept_back(term: Term) -> bool:
    """Whether the encoder never learned from what the glossary says of it."""
    return zlib.crc32(term.id.encode()) % KEPT_BACK == 0


def told(topics: Sequence[Topic]) -> Iterator[Known]:
    """The blocks, each with its title before it."""
    for topic in topics:
        for section in topic.sections:
            for block in section.blocks.values():
                yield Known(
                    text=f"{topic.title}. {section.heading}\n{block}",
                    language=topic.language,
                    topic=topic.slug,
                    section=section.id,
                )


class Positives:
    """What each question is drawn to, chosen anew each time."""

    def __init__(self, asked: Sequence[Known], blocks: Sequence[Known], rng: random.Random) -> None:
        """Begin.

        Args:
            asked: questions.
            blocks: of the pages, title and heading in the first line.
            rng: every choice's.
        """
        self._rng = rng
        self._like: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._blocks: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for one in asked:
            self._like[one.topic, one.section].append(one)
            if one.section:
                self._like[one.topic, ""].append(one)
        for block in blocks:
            self._blocks[block.topic, block.section].append(block)

    def of(self, one: Known) -> Known:
        """A part of its section, or another question of its section or page."""
        place = (one.topic, one.section)
        if self._blocks[place] and self._rng.random() < PARTS:
            return self._part(self._chosen(self._blocks[place], one))
        others = [other for other in self._like[place] if other is not one]
        return self._chosen(others, one) if others else one

    def _chosen(self, pool: Sequence[Known], one: Known) -> Known:
        near = [other for other in pool if other.language == one.language]
        return self._rng.choice(near if near and self._rng.random() > ELSEWHERE else pool)

    def _part(self, block: Known) -> Known:
        """A run of its sentences, with or without the title: a lead is read by its beginning."""
        title, _, text = block.text.partition("\n")
        said = sentences(text, block.language)
        is_whole = self._rng.random() < FROM_THE_TOP or len(said) < 3
        begin = 0 if is_whole else self._rng.randrange(len(said) - 1)
        titled = f"{title}. " if self._rng.random() < TITLED else ""
        return Known(
            text=titled + " ".join(said[begin : begin + LONGEST_PART]),
            language=block.language,
            topic=block.topic,
            section=block.section,
        )


def tuned(
    encoder: Encoder,
    asked: Sequence[Known],
    blocks: Sequence[Known],
    words: Words,
    *,
    epochs: int,
    rate: float,
) -> Encoder:
    """The encoder with its upper layers tuned to find pages; tells its progress."""
    torch.manual_seed(0)
    rng = random.Random(0)  # noqa: S311 - an order of lines
    positives = Positives(asked, blocks, rng)
    lower = Lower(encoder=encoder, words=words)
    steps = epochs * -(-len(asked) // BATCH)
    with optimized(encoder, rate=rate, steps=steps) as step:
        for _ in range(epochs):
            order = rng.sample(asked, len(asked))
            for start in range(0, len(order), BATCH):
                questions = order[start : start + BATCH]
                answers = [positives.of(one) for one in questions]
                texts = [
                    noisy(one.text, rng) if rng.random() < NOISY else one.text for one in questions
                ]
                states = lower([*texts, *(one.text for one in answers)])
                encoder.train()
                vectors = functional.normalize(upper(encoder, states), dim=1)
                step(_loss(vectors, questions, answers))
    return encoder


def _loss(vectors: Tensor, questions: Sequence[Known], answers: Sequence[Known]) -> Tensor:
    asked, found = vectors[: len(questions)], vectors[len(questions) :]
    across = asked @ found.T / TEMPERATURE + _barred(questions, answers, is_diagonal_free=True)
    among = asked @ asked.T / TEMPERATURE + _barred(questions, questions, is_diagonal_free=False)
    own = torch.arange(len(questions))
    forth = functional.cross_entropy(torch.cat([across, among], dim=1), own)
    return (forth + functional.cross_entropy(across.T, own)) / 2


def _barred(one: Sequence[Known], other: Sequence[Known], *, is_diagonal_free: bool) -> Tensor:
    """Very low where a pair may share its answer, else 0; shape (len(one), len(other))."""
    topics = {text.topic: place for place, text in enumerate((*one, *other))}
    sections = {text.section: place for place, text in enumerate((*one, *other)) if text.section}

    def numbers(texts: Sequence[Known]) -> tuple[Tensor, Tensor]:
        return (
            torch.tensor([topics[text.topic] for text in texts]),
            torch.tensor([sections.get(text.section, -1) for text in texts]),
        )

    (topic, section), (topic2, section2) = numbers(one), numbers(other)
    same_page = topic[:, None] == topic2
    either = (section[:, None] == section2) | (section[:, None] < 0) | (section2 < 0)
    barred = same_page & either
    if is_diagonal_free:
        barred &= ~torch.eye(len(one), dtype=torch.bool)
    return barred.float() * _NEVER
