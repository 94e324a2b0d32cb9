"""Personal details out, typed marks in, before anything is sent, stored or logged.

A message is read in its plain writing (full-width digits, zero-width characters and
spaced letters undone) and once more with spelled-out digits as figures. Every kind of
identifier says where it stands; what was found is cut from the message as it was typed.
The result is read again until nothing more is found: redacting twice changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from guardrails.identifiers import identifiers
from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.spelled import with_figures
from text.unicode import Normalised, normalised

MARK = re.compile(rf"\[(?:{'|'.join(IdentifierType)})\]")
_BLANK = "\ue000"  # stands for each character of a mark: no pattern matches it
_ROUNDS = 6  # two are usual; the rest is for text that is made to be awkward
_OTHER = re.compile(
    r"(?:\b(?:ISBN|ISSN|barcode|NDC|lot|batch|lote|serial|NCT|PMID|PMCID|DOI|EAN|GTIN|UPC|NPI|SKU|"
    r"tracking|EudraCT|código de barras|registro sanitario)|"
    r"바코드|로트|제조 ?번호|송장 ?번호|운송장|허가 ?번호|품목 ?번호|임상시험)"
    r"[ :#.=]{0,3}(?:(?:no|number|code|n[uú]mero|n[ºo°]|번호)[ :#.=]{0,3})?(?:[은는이가] ?"
    r"|is |es )?$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A personal detail: code-point offsets into the message, end exclusive."""

    start: int
    end: int
    type: IdentifierType


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A message without personal details.

    Attributes:
        text: the message with a typed mark for each detail.
        spans: what was replaced, as offsets into the message as it came in;
            sorted, not overlapping.
    """

    text: str
    spans: tuple[Span, ...]


def redact(text: str) -> Redacted:
    """The text with typed marks (`[PHONE]`) for personal details.

    Any string is accepted; marks that are already there stay. Linear in the length.
    """
    spans: tuple[Span, ...] = ()
    current = text
    for _ in range(_ROUNDS):
        found = tuple(_found(current))
        if not found:
            break
        spans = _joined(spans, found)
        current = _replaced(text, spans)
    return Redacted(text=current, spans=spans)


def _found(text: str) -> Iterator[Span]:
    """The details in a text, sorted, not overlapping each other or a mark."""
    plain = normalised(text)
    blanked = MARK.sub(lambda mark: _BLANK * len(mark.group()), plain.text)
    hits = [*_hits(blanked), *_spelled_hits(blanked)]
    marks = [plain.span(*mark.span()) for mark in MARK.finditer(plain.text)] if hits else []
    before = 0
    for start, end, kind in _pieces(blanked, hits) if hits else ():
        first, last = _original(plain, start, end, before)
        if first < last and not any(first < stop and begin < last for begin, stop in marks):
            before = last
            yield Span(start=first, end=last, type=kind)


def _original(plain: Normalised, start: int, end: int, before: int) -> tuple[int, int]:
    first, last = plain.span(start, end)
    return max(first, before), last


def _hits(text: str) -> Iterator[tuple[Hit, IdentifierType]]:
    searched = _kinds(numeric=_DIGIT.search(text) is not None)
    for identifier in searched:
        for hit in identifier.find(text):
            if hit.weight is not Weight.SHAPED or not _is_labelled_other(text, hit.start):
                yield hit, identifier.type


def _kinds(*, numeric: bool) -> Iterator[Identifier]:
    return (kind for kind in identifiers() if numeric or not kind.numeric)


def _is_labelled_other(text: str, start: int) -> bool:
    """Whether the words before say that this number is nobody's: an ISBN, a lot number."""
    return _OTHER.search(text[max(0, start - _REACH) : start]) is not None


def _spelled_hits(text: str) -> Iterator[tuple[Hit, IdentifierType]]:
    """What is found once spelled-out digits are figures, where it holds such digits."""
    spelled = with_figures(text)
    if spelled is None:
        return
    for hit, kind in _hits(spelled.text):
        start, end = spelled.span(hit.start, hit.end)
        yield Hit(start, end, hit.weight), kind


def _pieces(
    text: str, hits: Sequence[tuple[Hit, IdentifierType]]
) -> Iterator[tuple[int, int, IdentifierType]]:
    """Every character given to the surest hit that covers it; stretches of one owner."""
    ranked = sorted(
        _united(hits), key=lambda hit: (-hit[0].weight, hit[0].start - hit[0].end, hit[0].start)
    )
    owner = [-1] * len(text)
    for number, (hit, _) in enumerate(ranked):
        for place in range(hit.start, hit.end):
            if owner[place] < 0 and text[place] != _BLANK:
                owner[place] = number
    place = 0
    for number, run in groupby(owner):
        start, place = place, place + len(list(run))
        if number >= 0:
            first, last = _trimmed(text, start, place)
            if first < last:
                yield first, last, ranked[number][1]


def _united(
    hits: Iterable[tuple[Hit, IdentifierType]],
) -> Iterator[tuple[Hit, IdentifierType]]:
    """Hits of one kind that overlap are one: "415-555-2671" and its "ext. 12"."""
    for kind, same in groupby(sorted(hits, key=lambda hit: (hit[1], hit[0].start)), itemgetter(1)):
        whole: Hit | None = None
        for hit, _ in same:
            if whole and hit.start < whole.end:
                end, weight = max(whole.end, hit.end), max(whole.weight, hit.weight)
                whole = Hit(whole.start, end, weight)
            else:
                if whole:
                    yield whole, kind
                whole = hit
        if whole:
            yield whole, kind


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the spaces and commas that are left where another hit took the rest."""
    while start < end and text[start] in " ,;:\n":
        start += 1
    while start < end and text[end - 1] in " ,;:\n":
        end -= 1
    return (start, end) if any(map(str.isalnum, text[start:end])) else (start, start)


def _joined(old: tuple[Span, ...], found: Iterable[Span]) -> tuple[Span, ...]:
    """Old spans, and those found in the text they left, as offsets into the message."""
    moved = [
        replace(span, start=_back(old, span.start), end=_back(old, span.end)) for span in found
    ]
    return tuple(sorted((*old, *moved), key=lambda span: span.start))


def _back(spans: tuple[Span, ...], place: int) -> int:
    """Where a place in the redacted text stood in the message; places within marks: none."""
    for span in spans:
        if place <= span.start:
            break
        place += span.end - span.start - len(span.type.mark)
    return place


def _replaced(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    done = 0
    for span in spans:
        parts += (text[done : span.start], span.type.mark)
        done = span.end
    return "".join((*parts, text[done:]))
