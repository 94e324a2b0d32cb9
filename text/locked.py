"""Locked tokens: what must survive every rewording, and what a passage must carry."""

import re
from dataclasses import dataclass

from domain.languages import LanguageTag
from text.drugs import drugs
from text.quantities import quantities
from text.sentences import clauses
from text.signals import conditions, negations, signals
from text.tokens import Kind, Token
from text.unicode import plain

COMPARED = frozenset(map(LanguageTag, ("en", "es", "ko")))
"""Languages in which figures, negations and conditions are read, and compared with each other."""
_MARKER = re.compile(r"(?m)^\s*(?:[-*•]|\d{1,2}[.)])\s+|\[\d{1,3}\]")
_STEM = re.compile(r"[a-zà-ÿ]{3,}|[가-힣]{2,}")
_STEM_LENGTH = {"ko": 2}
_STEM_LENGTH_DEFAULT = 5
_ALIKE, _SAME = 0.5, 0.75  # share of a clause's stems that another clause holds
_NEARLY = 0.85  # share of two sentences' stems that they have in common
_PIECE = re.compile(r"(?<=[.!?。])\s+|\n+")
_WAYS = {">": "up", "<": "down"}  # "over 5" is "more than 5"
_DIRECTIONS = frozenset(Token(Kind.COMPARISON, way) for way in _WAYS.values())
"""Compared within one language only: each has words of its own for more and less."""
_SCOPED = frozenset({Kind.NEGATION, Kind.CONDITION})
_LIMITING = frozenset({"unless", "except", "only", "until"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two texts differ in what is locked.

    Attributes:
        missing: in the source, not in the target.
        added: in the target, not in the source.
    """

    missing: frozenset[Token]
    added: frozenset[Token]

    @property
    def is_same(self) -> bool:
        """Whether the target says neither less nor more."""
        return not self.missing and not self.added


def locked(text: str, language: LanguageTag) -> frozenset[Token]:
    """The locked tokens of a text; the same facts give the same tokens in every language.

    Negations and conditions are numbered ("if 1", "if 2"), so that dropping one of two shows.
    """
    return _strong_and_weak(text, language)[0]


def compare(
    source: str, target: str, source_language: LanguageTag, target_language: LanguageTag
) -> Comparison:
    """What a rewording or a translation lost or put in.

    "One tablet" and "a tablet" are the same; "a tablet" and nothing are, too.
    """
    before, maybe_before = _strong_and_weak(source, source_language)
    after, maybe_after = _strong_and_weak(target, target_language)
    if source_language != target_language:
        before, after = before - _DIRECTIONS, after - _DIRECTIONS
    return Comparison(missing=before - after - maybe_after, added=after - before - maybe_before)


def uncarried(
    sentence: str, passage: str, language: LanguageTag, passage_language: LanguageTag
) -> frozenset[Token]:
    """Tokens that tell a sentence from the passage it should rest on; none: it is carried.

    Figures, medicines, times and persons must stand in the passage. Negations are compared
    clause by clause with the clause that says most of the same; so are limits ("unless") that
    the sentence left out. Between two languages only the presence of a negation is compared.
    """
    said, _ = _strong_and_weak(sentence, language)
    known, maybe_known = _strong_and_weak(passage, passage_language)
    loose = {token for token in said - known - maybe_known if token.kind not in _SCOPED}
    if language == passage_language:
        return frozenset(loose | _turned(sentence, passage, language))
    return frozenset(loose - _DIRECTIONS | _unknown_scopes(said, known))


def carried(
    sentence: str, passage: str, language: LanguageTag, passage_language: LanguageTag
) -> bool:
    """Whether every locked token of a sentence stands in the passage (see `uncarried`)."""
    return not uncarried(sentence, passage, language, passage_language)


def _strong_and_weak(text: str, language: LanguageTag) -> tuple[frozenset[Token], frozenset[Token]]:
    bare = _prepared(text)
    counted = quantities(bare, language)
    named = {Token(Kind.DRUG, drug) for drug in drugs(bare)}
    ways = {
        Token(Kind.COMPARISON, _WAYS[t.value[0]]) for t in counted.tokens if t.value[0] in _WAYS
    }
    return counted.tokens | ways | named | signals(bare, language), counted.weak


def _prepared(text: str) -> str:
    return _MARKER.sub(" ", plain(text)).lower()


def _unknown_scopes(said: frozenset[Token], known: frozenset[Token]) -> set[Token]:
    """Negations and conditions of a kind that the passage, in another language, has none of."""
    kinds = {(token.kind, token.value.split()[0]) for token in known if token.kind in _SCOPED}
    kinds |= {(Kind.NEGATION, str(n)) for n in range(99) if Token(Kind.NEGATION, "1") in known}
    return {
        token
        for token in said
        if token.kind in _SCOPED and (token.kind, token.value.split()[0]) not in kinds
    }


def _turned(sentence: str, passage: str, language: LanguageTag) -> set[Token]:
    """What was negated, unnegated, limited or freed of a limit on the way from the passage."""
    known = [_prepared(clause) for clause in clauses(passage, language)]
    whole = _prepared(passage)
    turned: set[Token] = set()
    for clause in (_prepared(clause) for clause in clauses(sentence, language)):
        turned |= _turned_clause(clause, known, whole, language)
    pieces = [_prepared(piece) for piece in _PIECE.split(passage)]
    turned |= _turned_whole(_prepared(sentence), pieces, language)
    return turned | _turned_limits(_prepared(sentence), whole, pieces, language)


def _turned_clause(clause: str, known: list[str], whole: str, language: LanguageTag) -> set[Token]:
    count = negations(clause, language)
    best, alike = _most_alike(clause, known, language)
    if alike < _ALIKE:
        bare = count > 0 and negations(whole, language) == 0
        return {Token(Kind.NEGATION, str(count))} if bare else set()
    there = {negations(other, language) for other in best}
    agrees = count in there if alike >= _SAME else bool(count) in {bool(n) for n in there}
    return set() if agrees else {Token(Kind.NEGATION, str(max(count, *there)))}


def _turned_whole(sentence: str, pieces: list[str], language: LanguageTag) -> set[Token]:
    """A sentence that says almost what one of the passage says must negate as often."""
    own, count = _stems(sentence, language), negations(sentence, language)
    there: set[int] = set()
    for piece in pieces:
        other = _stems(piece, language)
        if own and len(own & other) >= _NEARLY * len(own | other):
            there.add(negations(piece, language))
    return (
        {Token(Kind.NEGATION, str(max(count, *there)))} if there and count not in there else set()
    )


def _turned_limits(
    sentence: str, whole: str, pieces: list[str], language: LanguageTag
) -> set[Token]:
    """Conditions that the passage has nowhere, and limits that its like sentence has."""
    own = conditions(sentence, language)
    unknown = own - conditions(whole, language)
    best, alike = _most_alike(sentence, pieces, language)
    limits: frozenset[str] = _LIMITING if alike >= _SAME else frozenset()
    for piece in best:
        limits &= conditions(piece, language) - own
    return {Token(Kind.CONDITION, f"{key} 1") for key in unknown | limits}


def _most_alike(text: str, others: list[str], language: LanguageTag) -> tuple[list[str], float]:
    """The texts that hold the largest share of this one's stems, and that share."""
    own = _stems(text, language)
    if not own or not others:
        return [], 0.0
    shares = [len(own & _stems(other, language)) / len(own) for other in others]
    top = max(shares)
    return [other for other, share in zip(others, shares, strict=True) if share == top], top


def _stems(text: str, language: LanguageTag) -> frozenset[str]:
    length = _STEM_LENGTH.get(language, _STEM_LENGTH_DEFAULT)
    return frozenset(word[:length] for word in _STEM.findall(text))
