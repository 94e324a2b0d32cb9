"""Danger rules: deterministic, from language data, on the raw text, first and always.

A rule is a situation: several signs near each other. A sign inside a frame (a
question about it, long past, supposed, denied) is not a danger, unless the same
sentence says that it is here and now. Every language's rules read every message,
since people mix languages when they are afraid. Rules look at single sentences and
clauses and at neighbours in pairs, and any one hit is enough: so adding a sentence
or a clause can never take a hit away (STANDARDS §2, monotone).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from domain.languages import DangerRule, DangerRules, LanguageTag
from domain.verdicts import Route
from guardrails.windows import LONGEST, clauses, pair, parts, starts
from text.unicode import normalised

NEAR_BEFORE = 14
NEAR_AFTER = 10
SEAM = 80
"""Characters on each side of the seam between two sentences in which a rule may begin."""
_APART = "\n\0\n"  # no `.`, `^`, `$`, `\b` or `\s` of a rule reaches over it
_KANA = re.compile(r"[\u3040-\u30ff]")
_APOSTROPHES = re.compile(r"['’`´]")
_GAPS = re.compile(r"[^\w%.°+]+")
_SPACES = re.compile(r"(?<![a-z])\s+|\s+(?![a-z])")
"""Spaces that Korean, Chinese and Japanese rules do not see; between Latin letters they stay, or
"es la presion" would hold "slap"."""
_WITHOUT_SPACES = (r"\u1100-\u11ff\uac00-\ud7a3", r"\u3040-\u30ff", r"\u3400-\u9fff")
"""Letters of the languages that are read without spaces: Hangul, kana, Han."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A rule that was met, and the words that met it."""

    route: Route
    rule: str
    excerpt: str


class _Rule:
    """One rule; what is only read after its first sign was found is compiled then."""

    def __init__(self, rule: DangerRule, words: Mapping[str, str]) -> None:
        self.name = rule.name
        self.route = Route(rule.route)
        self.within = rule.within
        self.always = rule.always
        self._rule = rule
        self._words = words
        # the first group, over many windows at once
        self.finder = re.compile(_filled(rule.all[0], words), re.MULTILINE)

    @cached_property
    def groups(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_filled(group, self._words)) for group in self._rule.all)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        return _any(self._rule.unless, self._words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frames:
    framed: re.Pattern[str] | None
    present: re.Pattern[str] | None
    negated_before: re.Pattern[str] | None
    negated_after: re.Pattern[str] | None


class _Span:
    """One folded window; whether a frame holds it is looked at once, and only if a rule asks."""

    def __init__(self, text: str, frames: _Frames) -> None:
        self.text = text
        self._frames = frames

    @cached_property
    def is_framed(self) -> bool:
        frames = self._frames
        if not (frames.framed and frames.framed.search(self.text)):
            return False
        return not (frames.present and frames.present.search(self.text))


class _Ground:
    """A message as one language's rules read it.

    A rule's first group is looked for once in all sentences and clauses, and over the seams
    between sentences; only the windows around a find are read by the whole rule.
    """

    def __init__(self, told: Sequence[str], language: "LanguageDanger") -> None:
        self._told = told
        self._language = language
        self._around: dict[int, tuple[_Span, ...]] = {}
        self._read: dict[str, _Span | None] = {}
        pairs = [self._span(pair(one, two)) for one, two in pairwise(told)]
        seams = [
            span.text[max(0, len(language.folded(one)[-LONGEST // 2 :]) - SEAM) :][: 2 * SEAM]
            for span, one in zip(pairs, told, strict=False)
            if span
        ]
        clause = ((part, row) for row, one in enumerate(told) for part in starts(one))
        rows = [
            *((span.text, row) for row, one in enumerate(told) if (span := self._span(one))),
            *((span.text, row) for part, row in clause if (span := self._span(part))),
            *zip(seams, (row for row, span in enumerate(pairs) if span), strict=True),
        ]
        self._rows = [row for _, row in rows]
        self._joined = _APART.join(text for text, _ in rows)
        self._starts = (0, *accumulate(len(text) + len(_APART) for text, _ in rows))

    def spans_with(self, finder: re.Pattern[str]) -> Iterator[_Span]:
        """The windows around each place where a pattern is found."""
        place, seen = 0, set[int]()
        while found := finder.search(self._joined, place):
            index = bisect_right(self._starts, found.start()) - 1
            if index >= len(self._rows):
                return
            row = self._rows[index]
            if row not in seen:
                seen.add(row)
                yield from self._windows(row)
            place = self._starts[index + 1]

    def _windows(self, row: int) -> tuple[_Span, ...]:
        """The sentence, its neighbours with it, and what stands between their commas."""
        if row not in self._around:
            told = self._told
            near = [pair(told[i], told[i + 1]) for i in (row - 1, row) if 0 <= i < len(told) - 1]
            wide = [told[row], *near]
            spans = (self._span(one) for window in wide for one in (window, *clauses(window)))
            self._around[row] = tuple(dict.fromkeys(span for span in spans if span))
        return self._around[row]

    def _span(self, window: str) -> _Span | None:
        if window not in self._read:
            self._read[window] = self._language.span(window)
        return self._read[window]


class LanguageDanger:
    """One language's rules, compiled."""

    def __init__(self, data: DangerRules) -> None:
        self._spaceless = data.spaceless
        self._rules = tuple(_Rule(rule, data.words) for rule in data.rules)
        self._letters = _letters(data)
        self._frames = _Frames(
            framed=_any((*data.about, *data.past, *data.supposed), data.words),
            present=_any(data.present, data.words),
            negated_before=_any(data.negated_before, data.words, end=r"\W*$"),
            negated_after=_any(data.negated_after, data.words),
        )

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules."""
        return tuple(rule.name for rule in self._rules)

    def signs(self, told: Sequence[str]) -> Iterable[Sign]:
        """Every rule met in a sentence, in two neighbours or in a clause; each rule once.

        Args:
            told: the parts of a message, in order; folded here.
        """
        if not any(map(self._reads, told)):
            return
        ground = _Ground(told, self)
        for rule in self._rules:
            candidates = ground.spans_with(rule.finder)
            excerpt = next(filter(None, (self._met(rule, span) for span in candidates)), "")
            if excerpt:
                yield Sign(route=rule.route, rule=rule.name, excerpt=excerpt)

    def span(self, window: str) -> "_Span | None":
        """A window to be read; None where it is in another language's letters.

        In Latin words run together, "es la presión" holds a "slap".
        """
        return _Span(self.folded(window), self._frames) if self._reads(window) else None

    def _reads(self, span: str) -> bool:
        """Whether a span may be in this language: with kana it is Japanese."""
        if not self._spaceless:
            return True
        is_japanese = bool(_KANA.search(span)) and not self._letters.search("あ")
        return bool(self._letters.search(span)) and not is_japanese

    def folded(self, text: str) -> str:
        """Lower case, no accents, no apostrophes; without spaces where words run together."""
        plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()))
        bare = unicodedata.normalize(
            "NFC", "".join(c for c in plain if not unicodedata.combining(c) or c in "\u3099\u309a")
        )
        return _SPACES.sub("", bare) if self._spaceless else _GAPS.sub(" ", bare)

    def _met(self, rule: _Rule, span: _Span) -> str:
        first, text = rule.groups[0], span.text
        for match in first.finditer(text):
            lo, hi = match.span()
            for group in rule.groups[1:]:
                start = max(0, lo - rule.within)
                near = group.search(text, start, min(len(text), hi + rule.within))
                if near is None:
                    break
                lo, hi = min(lo, near.start()), max(hi, near.end())
            else:
                if not self._switched_off(rule, span, lo, hi):
                    return text[lo:hi]
        return ""

    def _switched_off(self, rule: _Rule, span: _Span, lo: int, hi: int) -> bool:
        text = span.text
        if rule.unless and rule.unless.search(text, max(0, lo - 40), min(len(text), hi + 40)):
            return True
        if rule.always:
            return False
        return self._negated(text, lo, hi) or span.is_framed

    def _negated(self, text: str, lo: int, hi: int) -> bool:
        before, after = self._frames.negated_before, self._frames.negated_after
        if before and before.search(text[max(0, lo - NEAR_BEFORE) : lo]):
            return True
        return bool(after and after.search(text[hi : hi + NEAR_AFTER]))


class Danger:
    """The rules of all languages together."""

    def __init__(
        self, languages: Mapping[LanguageTag, DangerRules], methods: Iterable[str] = ()
    ) -> None:
        self.languages = {tag: LanguageDanger(data) for tag, data in languages.items()}
        self._methods = tuple(re.compile(pattern) for pattern in methods)

    def method_words(self, text: str) -> str:
        """The first words of amounts, toxicity or method, in any language; "" if none."""
        folded = normalised(text).text.casefold()
        for pattern in self._methods:
            found = pattern.search(folded)
            if found:
                return found[0]
        return ""

    def signs(self, text: str) -> tuple[Sign, ...]:
        """Every sign of danger in a raw message, each rule once."""
        found: dict[tuple[Route, str], Sign] = {}
        told = parts(normalised(text).text)
        for rules in self.languages.values():
            for sign in rules.signs(told):
                found.setdefault((sign.route, sign.rule), sign)
        return tuple(found.values())


def _letters(data: DangerRules) -> re.Pattern[str]:
    """Any letter of the scripts that a language's rules are written in."""
    rules = "".join(pattern for rule in data.rules for pattern in rule.all)
    written = rules + "".join(data.words.values())
    scripts = [script for script in _WITHOUT_SPACES if re.search(f"[{script}]", written)]
    return re.compile(f"[{''.join(scripts)}]" if scripts else r"(?!)")


def _any(
    patterns: tuple[str, ...], words: Mapping[str, str], end: str = ""
) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile(f"(?:{'|'.join(_filled(p, words) for p in patterns)}){end}")


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """`{chest}` in a pattern stands for the language's list of that name."""
    return re.sub(r"\{([a-z_]+)\}", lambda name: f"(?:{words[name[1]]})", pattern)
