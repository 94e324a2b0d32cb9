"""Sentences of a text, whole or while it streams in, and the clauses within them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from domain.languages import LanguageTag
from text.words import SentenceWords, words

_MARKS = r"[.!?…。！？｡]+"
_CANDIDATE = re.compile(rf"{_MARKS}|\n|(?<=[요다죠까])[~ㅠㅜㅋㅎ]+")
_END = re.compile(
    rf"""(?P<mark>{_MARKS}|\n|[~ㅠㅜㅋㅎ]+)
    (?P<closers>(?:["'”’»」』)\]*_]|\[\d{{1,3}}\])*)
    (?P<space>\s*)""",
    re.VERBOSE,
)
_HALF_CITATION = re.compile(r"\[\d{0,3}")
_LAST_WORD = re.compile(r"[^\s(\[\"'«“¿¡]+$")
_LIST_MARKER = re.compile(r"(?:^|:\s*|\n\s*)(?:[-*•]\s+)?(?:\d{1,3}|[A-Za-z가-하])$")
_KOREAN_END = re.compile(r"[다요죠까]$")
_DATE = re.compile(r"\d\.\s?\d{1,2}$")
_FULL_WIDTH = frozenset("。！？｡")
_QUOTES = frozenset("\"'”’»」』)")
_SOFT_LINE = {"ko": 30, "zh": 10**9, "ja": 10**9}
_SOFT_LINE_DEFAULT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place where a sentence might end, and what stands around it."""

    before: str
    mark: str
    closers: str
    space: str
    after: str
    column: int
    language: LanguageTag


class SentenceGatherer:
    """Gathers a stream of characters into sentences.

    However the stream is cut, the sentences are those of the whole text: a place is decided
    only when everything that the decision looks at has arrived.
    """

    def __init__(self, language: LanguageTag) -> None:
        """Begin an empty text in a language; unknown languages get the plain rules."""
        self._language = language
        self._buffer = ""  # begins where the open sentence begins
        self._seen = 0  # no end lies before this place in the buffer
        self._column = 0  # how far into its line the buffer begins

    def feed(self, chunk: str) -> tuple[str, ...]:
        """Add a chunk; gives the sentences that are finished by it, trimmed, in order."""
        self._buffer += chunk
        return tuple(self._finished(final=False))

    def flush(self) -> tuple[str, ...]:
        """End the text; gives the rest of its sentences. The gatherer is empty then."""
        rest = [*self._finished(final=True), self._buffer.strip()]
        self._buffer, self._seen, self._column = "", 0, 0
        return tuple(sentence for sentence in rest if sentence)

    def _finished(self, *, final: bool) -> Iterator[str]:
        start = 0
        while (found := _CANDIDATE.search(self._buffer, self._seen)) is not None:
            end = _END.match(self._buffer, found.start())
            if end is None or (not final and self._undecided(end.end())):
                self._seen = found.start()
                break
            if _is_end(self._place(end, start)):
                sentence = self._buffer[start : end.end()].strip()
                self._column = self._column_at(end.end(), start)
                start = end.end()
                if sentence:
                    yield sentence
            self._seen = max(end.end("mark"), start)
        else:
            # a run of marks may grow, and what it follows is looked at again
            self._seen = max(start, len(self._buffer) - 1)
        self._buffer = self._buffer[start:]
        self._seen -= start

    def _undecided(self, end: int) -> bool:
        rest = self._buffer[end : end + 5]
        return not rest or _HALF_CITATION.fullmatch(rest) is not None

    def _column_at(self, place: int, start: int) -> int:
        line = self._buffer.rfind("\n", start, place)
        return place - line - 1 if line >= 0 else place - start + self._column

    def _place(self, end: re.Match[str], start: int) -> _Place:
        return _Place(
            before=self._buffer[max(start, end.start() - 40) : end.start()],
            mark=end["mark"],
            closers=end["closers"],
            space=end["space"],
            after=self._buffer[end.end() : end.end() + 1],
            column=self._column_at(end.start(), start),
            language=self._language,
        )


def sentences(text: str, language: LanguageTag) -> tuple[str, ...]:
    """The sentences of a text, each a trimmed, contiguous piece of it, in order.

    Newlines end a sentence unless they only wrap a long line; list markers stay with theirs.
    Linear in the length of the text; nothing but white space is lost.
    """
    gatherer = SentenceGatherer(language)
    return gatherer.feed(text) + gatherer.flush()


def clauses(text: str, language: LanguageTag) -> tuple[str, ...]:
    """The clauses of a message: cut at sentence ends, newlines, commas and connectives.

    Each is a trimmed, contiguous piece of the text. Cutting too often is the safe mistake:
    rules read the whole message as well.
    """
    pieces: list[str] = []
    for sentence in sentences(text, language):
        cuts = sorted({cut.end() for cut in _cutter(language).finditer(sentence)} | {0})
        ends = [*cuts[1:], len(sentence)]
        pieces += [sentence[a:b].strip() for a, b in zip(cuts, ends, strict=True)]
    return tuple(piece for piece in pieces if any(char.isalnum() for char in piece))


@cache
def _cutter(language: LanguageTag) -> re.Pattern[str]:
    """Matches end where a clause begins."""
    given = words(language).clauses
    parts = [r"[,;、，；؛](?!\d)\s*", r":\s+", r"\n\s*", r"\s[-–—]\s+", r"[~ㅠㅜㅋㅎ]{1,99}\s"]
    if given.before:
        lead = r"(?=" if language in ("zh", "ja") else r"\s(?="
        parts.append(rf"{lead}{given.before})")
    if given.after:
        parts.append(given.after)
    return re.compile("|".join(parts), re.IGNORECASE)


def _is_end(place: _Place) -> bool:
    if place.mark == "\n":
        return _is_line_end(place)
    if _FULL_WIDTH & set(place.mark):
        return True
    if not place.space:
        quoted = bool(_QUOTES & set(place.closers))  # “쉬세요.”라고
        return not quoted and _is_hangul(place.after) and _ends_korean(place.before)
    if place.closers and place.after.islower() and _QUOTES & set(place.closers):
        return "\n" in place.space
    if place.mark == ".":
        return _is_full_stop(place)
    if set(place.mark) <= {".", "…"}:
        return _is_ellipsis_end(place)
    return True


def _is_line_end(place: _Place) -> bool:
    wraps = _SOFT_LINE.get(place.language, _SOFT_LINE_DEFAULT)
    goes_on = place.after.islower() or _is_hangul(place.after)
    if "\n" in place.space or place.column < wraps or not goes_on:
        return True
    return place.before.rstrip().endswith((":", ";")) or _ends_korean(place.before)


def _ends_korean(before: str) -> bool:
    return _KOREAN_END.search(before.rstrip()) is not None


def _is_ellipsis_end(place: _Place) -> bool:
    if "\n" in place.space:
        return True
    if _is_hangul(place.after):
        return _ends_korean(place.before)
    return not place.after.islower()


def _is_full_stop(place: _Place) -> bool:
    given = words(place.language).sentences
    if _LIST_MARKER.search(place.before) and "\n" not in place.space:
        return False
    if place.language == "ko" and "\n" not in place.space and _is_within_date(place):
        return False
    return not _is_abbreviation(place, given)


def _is_within_date(place: _Place) -> bool:
    """Whether this is a full stop of a Korean date: "2026. 11. 20. 에"."""
    if not place.before[-1:].isdigit():
        return False
    return place.after.isdigit() or _DATE.search(place.before) is not None


def _is_abbreviation(place: _Place, given: SentenceWords) -> bool:
    last = _LAST_WORD.search(place.before)
    word = last.group().lower() if last else ""
    if word in given.never:
        return True
    if word in given.maybe:
        return not (place.after.isupper() or "\n" in place.space or place.after in "¿¡-•*")
    return word in given.number and place.after.isdigit()


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"
