"""Support: which passage carries a sentence, and whether any does.

Locked tokens (numbers, units, drugs, times, conditions, negation) must all stand
in one passage's neighbourhood of the sentence; then words and, where there is an
embedder, meaning must be close enough. A verbatim sentence is carried by itself,
a translation by one sentence of the page that says the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from domain.corpus import Passage
from domain.languages import LanguageTag
from text.locked import COMPARED, compare, uncarried
from text.sentences import sentences

LEAST_OVERLAP = {"en": 0.55, "es": 0.55, "ko": 0.45}
LEAST_SIMILARITY = 0.88
"""By our own encoder 1 to 3 % of the sentences that stand beside one in a section are so near."""
LEAST_ACROSS = 0.65
"""From which likeness a sentence counts as the translation of a page's own one (docs/adr/0017)."""
LEAST_COPIED = 0.6
"""Share of words, of both together, from which a sentence counts as a copy of a page's own one."""
MOST_LEFT_OUT = 0.2
"""Share of a page's sentence that may be missing where the rest still counts as its own."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How far passages carry a sentence.

    Attributes:
        passages: those that carry it; empty when none does.
        missing: the locked tokens that no passage holds, in words.
        overlap: share of the sentence's n-grams that the best passage holds, 0 to 1.
    """

    passages: tuple[Passage, ...]
    missing: tuple[str, ...]
    overlap: float


def support(
    sentence: str,
    language: LanguageTag,
    passages: tuple[Passage, ...],
    similarity: Callable[[str, str], float] | None = None,
) -> Support:
    """What carries the sentence.

    Args:
        sentence: one sentence of an answer.
        language: the sentence's language.
        passages: what it may have been written from.
        similarity: cosine of two texts; None where there is no embedder.
    """
    flat = _flat(sentence)
    for passage in passages:
        if flat in {own for own, _ in _own(passage.text, passage.language)} | _signs(passage):
            return Support(passages=(passage,), missing=(), overlap=1.0)
    judged = [(_judge(sentence, language, passage, similarity), passage) for passage in passages]
    carrying = tuple(p for (missing, close, _), p in judged if close and not missing)
    best = max(judged, key=lambda item: (not item[0][0], item[0][2]), default=None)
    if best is None:
        return Support(passages=(), missing=(), overlap=0.0)
    return Support(passages=carrying[:1], missing=best[0][0], overlap=best[0][2])


def is_told(sentence: str, passages: tuple[Passage, ...]) -> bool:
    """Whether a passage says this sentence, word for word, or all of it but a few words.

    Nothing is added and nothing moved, so what is left to judge is what leaving out may do: rules
    and locked tokens do that.
    """
    wanted = _words(sentence)
    return bool(wanted) and any(
        len(wanted) >= (1 - MOST_LEFT_OUT) * len(own) and _in_order(wanted, own)
        for passage in passages
        for _, own in _own(passage.text, passage.language)
    )


@lru_cache(maxsize=256)
def _own(text: str, language: LanguageTag) -> tuple[tuple[str, list[str]], ...]:
    """The sentences of a page's text, whole, each with its words: "stop" of "do not stop" is none.

    Kept, since every sentence of an answer is held against the same few passages.
    """
    return tuple((_flat(own), _words(own)) for own in sentences(text, language))


def _flat(sentence: str) -> str:
    return " ".join(sentence.split()).removeprefix("- ")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _in_order(wanted: list[str], own: list[str]) -> bool:
    rest = iter(own)
    return all(word in rest for word in wanted)


def _judge(
    sentence: str,
    language: LanguageTag,
    passage: Passage,
    similarity: Callable[[str, str], float] | None,
) -> tuple[tuple[str, ...], bool, float]:
    """Missing tokens, whether it is close enough, and the overlap."""
    if language != passage.language:
        return _judge_across(sentence, language, passage, similarity)
    original = _original(sentence, passage)
    lost = uncarried(sentence, original or passage.text, language, passage.language)
    if original:
        lost = (*lost, *uncarried(original, sentence, passage.language, language))
    missing = tuple(sorted(f"{token.kind} {token.value}" for token in lost))
    overlap = _overlap(sentence, passage.text)
    close = overlap >= LEAST_OVERLAP.get(language, 1.0)
    if not close and similarity is not None:
        near = max(
            (similarity(sentence, own) for own, _ in _own(passage.text, passage.language)),
            default=0.0,
        )
        close = near >= LEAST_SIMILARITY
    return missing, close, overlap


def _judge_across(
    sentence: str,
    language: LanguageTag,
    passage: Passage,
    similarity: Callable[[str, str], float] | None,
) -> tuple[tuple[str, ...], bool, float]:
    """The same for a translation.

    It must agree, both ways, with the page's sentence that is nearest in meaning. A language whose
    figures and negations are not read is not judged.
    """
    owns = [own for own, _ in _own(passage.text, passage.language)]
    if similarity is None or not owns or not {language, passage.language} <= COMPARED:
        return (), False, 0.0
    near, original = max((similarity(sentence, own), own) for own in owns)
    compared = compare(original, sentence, passage.language, language)
    missing = tuple(sorted(f"{t.kind} {t.value}" for t in compared.missing | compared.added))
    return missing, near >= LEAST_ACROSS, 0.0


def _original(sentence: str, passage: Passage) -> str:
    """The page's own sentence of which this one is nearly a copy; "" where there is none.

    A copy must agree with its original, both ways: that the page says "before" or "not" somewhere
    else does not carry it, and a figure or a condition that it lost is missed.
    """
    wanted = set(_words(sentence))
    shares = [
        (len(wanted & set(own)) / len(wanted | set(own)), text)
        for text, own in _own(passage.text, passage.language)
        if own
    ]
    share, text = max(shares, default=(0.0, ""))
    return text if share >= LEAST_COPIED else ""


def _signs(passage: Passage) -> frozenset[str]:
    signs = passage.warning_signs
    return frozenset((*signs.now, *signs.today, *signs.next_visit, *passage.visit_questions))


def _overlap(sentence: str, text: str) -> float:
    wanted = _trigrams(sentence)
    return len(wanted & _trigrams(text)) / len(wanted) if wanted else 0.0


def _trigrams(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(f" {word} "[i : i + 3] for word in words for i in range(max(1, len(word))))
