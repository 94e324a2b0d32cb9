"""Small words that turn a sentence round: negations, conditions, order, direction, persons."""

import re
from functools import cache

from domain.languages import LanguageTag
from text.tokens import Kind, Token
from text.words import words


def signals(text: str, language: LanguageTag) -> frozenset[Token]:
    """Negations, conditions, before and after, moments of the day, persons of a plain text."""
    moments, rest = _found(text, Kind.MOMENT, _table(language, "moments"))
    order, _ = _found(rest, Kind.ORDER, _table(language, "order"))
    who, _ = _found(text, Kind.WHO, _table(language, "who"))
    way, _ = _found(text, Kind.COMPARISON, _table(language, "direction"))
    conditions = _counted(text, Kind.CONDITION, _table(language, "conditions"))
    refused = (Token(Kind.NEGATION, str(n + 1)) for n in range(negations(text, language)))
    return frozenset({*moments, *order, *who, *way, *conditions, *refused})


def negations(text: str, language: LanguageTag) -> int:
    """How often a plain, lower-case text negates.

    "Not only" and Korean 안전, 못지않게, 없애다 do not; two negatives that agree ("no …
    nunca") count once; 지 않으면 안 되다 (must) not at all.
    """
    mask, negative, concord = _negation(language)
    rest = mask.sub(lambda found: " " * len(found.group()), text)
    return max(0, len(negative.findall(rest)) - len(concord.findall(rest)))


def conditions(text: str, language: LanguageTag) -> frozenset[str]:
    """Which conditions a plain text sets: if, unless, except, only, until, even."""
    counted = _counted(text, Kind.CONDITION, _table(language, "conditions"))
    return frozenset(token.value.split()[0] for token in counted)


def _found(
    text: str, kind: Kind, table: tuple[tuple[str, re.Pattern[str]], ...]
) -> tuple[set[Token], str]:
    """Tokens of the table's patterns, and the text without what they matched."""
    tokens: set[Token] = set()
    for key, pattern in table:
        text, count = pattern.subn(lambda found: " " * len(found.group()), text)
        if count:
            tokens.add(Token(kind, key))
    return tokens, text


def _counted(text: str, kind: Kind, table: tuple[tuple[str, re.Pattern[str]], ...]) -> set[Token]:
    tokens: set[Token] = set()
    for key, pattern in table:
        text, count = pattern.subn(lambda found: " " * len(found.group()), text)
        tokens.update(Token(kind, f"{key} {n + 1}") for n in range(count))
    return tokens


@cache
def _table(language: LanguageTag, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    given = words(language).locked
    tables = {
        "moments": given.moments,
        "order": given.order,
        "who": given.who,
        "conditions": given.conditions,
        "direction": given.direction,
    }
    return tuple((key, re.compile(pattern)) for key, pattern in tables[name].items())


@cache
def _negation(
    language: LanguageTag,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    given = words(language).locked.negation
    mask, negative, concord = (part or "(?!)" for part in (given.mask, given.words, given.concord))
    return re.compile(mask), re.compile(negative), re.compile(concord)
