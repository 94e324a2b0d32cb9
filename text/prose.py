"""A text as its measures should see it: sentences and words, without what is not counted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from domain.languages import LanguageTag
from text.sentences import sentences

_PHONE = re.compile(r"(?<![\w.])\+?\d[\d() .-]{5,18}\d(?![\w])|(?<![\w.])\d{4}-\d{4}(?!\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}")
_CITATION = re.compile(r"\[\d{1,3}\]")
_GLOSS = re.compile(r"[ ]?[(（]([^()（）\n]{1,60})[)）]")
_GLOSS_WORDS = 6
_MARKER = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)]|#{1,6})\s+")
_MARKDOWN = re.compile(r"[*_`|#>]+")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\s]{1,300}\)")
_WORD = re.compile(r"\d+(?:[.,/:-]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EOJEOL = re.compile(r"[^\s,;:·]+")
_STAND_IN = {"en": "it", "es": "esto", "ko": "말"}
_ENDINGS = {"en": r"(?:'s|e?s)?\b", "es": r"(?:e?s)?\b", "ko": ""}
_FRAGMENT = {"ko": 3}  # Korean leaves out what is clear: three eojeol can be a whole sentence
_FRAGMENT_DEFAULT = 4
_RUN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What is counted of a text.

    Attributes:
        sentences: the words of each sentence that has any.
        bullets: whether each of them is an item of a list.
        language: the language it is read in.
    """

    sentences: tuple[tuple[str, ...], ...]
    bullets: tuple[bool, ...]
    language: LanguageTag

    @property
    def words(self) -> tuple[str, ...]:
        """All words, in order."""
        return tuple(word for sentence in self.sentences for word in sentence)

    @property
    def longest(self) -> int:
        """Words in the longest sentence."""
        return max(map(len, self.sentences), default=0)

    @property
    def is_chopped(self) -> bool:
        """Whether three fragments stand in a row (items of a list are none)."""
        least = _FRAGMENT.get(self.language, _FRAGMENT_DEFAULT)
        short = (
            len(sentence) < least and not bullet
            for sentence, bullet in zip(self.sentences, self.bullets, strict=True)
        )
        return any(is_short and len(list(run)) >= _RUN for is_short, run in groupby(short))


def prose(text: str, language: LanguageTag, explained: Iterable[str] = ()) -> Prose:
    """The sentences and words that count.

    Left out: phone numbers, addresses, citation marks, Markdown signs and short glosses in
    brackets. A term of `explained`, or one that a gloss in the text explains, counts as one
    easy word, so that naming a condition costs a writer nothing once it is explained.
    """
    kept: list[tuple[tuple[str, ...], bool]] = []
    terms = _pattern(frozenset(explained) | _glossed(text, language), language)
    for sentence in sentences(text, language):
        bare = _bare(sentence)
        eased = terms.sub(_STAND_IN.get(language, " "), bare) if terms else bare
        found = tuple(_words(eased, language))
        if found:
            kept.append((found, _MARKER.match(sentence) is not None))
    return Prose(
        sentences=tuple(found for found, _ in kept),
        bullets=tuple(bullet for _, bullet in kept),
        language=language,
    )


def _words(text: str, language: LanguageTag) -> Iterator[str]:
    pattern = _EOJEOL if language == "ko" else _WORD
    found = (word.group() for word in pattern.finditer(text))
    return (word for word in found if any(char.isalnum() for char in word))


def _bare(sentence: str) -> str:
    text = _LINK.sub(r"\1", _CITATION.sub("", sentence))
    text = _MARKER.sub("", _PHONE.sub(" ", _ADDRESS.sub(" ", text)))
    text = _GLOSS.sub(lambda gloss: "" if _is_short(gloss[1]) else gloss.group(), text)
    return _MARKDOWN.sub(" ", text)


def _is_short(gloss: str) -> bool:
    return len(gloss.split()) <= _GLOSS_WORDS


def _glossed(text: str, language: LanguageTag) -> frozenset[str]:
    """Words that stand before a gloss, and the glosses themselves: "sputum (phlegm)"."""
    terms: set[str] = set()
    for gloss in _GLOSS.finditer(text):
        if _is_short(gloss[1]) and any(char.isalpha() for char in gloss[1]):
            before = list(_words(text[max(0, gloss.start() - 40) : gloss.start()], language))
            terms.update([*before[-1:], gloss[1].strip()])
    return frozenset(terms)


def _pattern(terms: frozenset[str], language: LanguageTag) -> re.Pattern[str] | None:
    known = sorted((term.strip() for term in terms if len(term.strip()) > 1), key=len, reverse=True)
    if not known:
        return None
    edge = "" if language in ("ko", "zh", "ja") else r"\b"
    body = "|".join(re.escape(term) for term in known)
    return re.compile(rf"{edge}(?:{body}){_ENDINGS.get(language, '')}", re.IGNORECASE)
