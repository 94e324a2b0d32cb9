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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.languages import DangerRule, DangerRules, LanguageTag
from domain.verdicts import Route
from guardrails.ground import Frames, Ground, Span
from guardrails.windows import parts
from text.unicode import normalised

NEAR_BEFORE = 14
NEAR_AFTER = 10
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


class LanguageDanger:
    """One language's rules, compiled."""

    def __init__(self, data: DangerRules) -> None:
        self._spaceless = data.spaceless
        self._rules = tuple(_Rule(rule, data.words) for rule in data.rules)
        self._letters = _letters(data)
        self._frames = Frames(
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
        ground = Ground(told, self.span)
        for rule in self._rules:
            candidates = ground.spans_with(rule.finder)
            excerpt = next(filter(None, (self._met(rule, span) for span in candidates)), "")
            if excerpt:
                yield Sign(route=rule.route, rule=rule.name, excerpt=excerpt)

    def span(self, window: str) -> Span | None:
        """A window to be read; None where it is in another language's letters.

        In Latin words run together, "es la presión" holds a "slap".
        """
        return Span(self.folded(window), self._frames) if self._reads(window) else None

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

    def _met(self, rule: _Rule, span: Span) -> str:
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

    def _switched_off(self, rule: _Rule, span: Span, lo: int, hi: int) -> bool:
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
        # split first: folding makes of "？", which ends a sentence, a "?" that needs a space
        sentences = (normalised(sentence).text for sentence in parts(text))
        told = tuple(part for sentence in sentences for part in parts(sentence))
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
