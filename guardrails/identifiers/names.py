"""What the kinds of names share: how far a Latin name reaches, and where it stands again."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Weight
from guardrails.identifiers.name_lists import fold, latin

_LETTER = r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
_TOKEN = re.compile(rf" {{0,3}}({_LETTER}+(?:['\-]{_LETTER}+)*\.?)")
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "san",
        "st",
        "o",
    ]
)
_INVERTED = re.compile(rf", ({_LETTER}+)(?!{_LETTER})(?! *[:=])")
_NAME_ENDS = re.compile(r" ?(?:[,.;!?\n]|$|and\b|y\b)")
_SHORTENED = frozenset(("ma.", "fco.", "jr.", "sr.", "st."))
_AMONG = frozenset(("An", "Do", "So", "In"))  # Nguyen Van An, Kim So Yeon
_MOST = 5  # words in a name
_REPEATED = 8  # names of a message that are looked for again


def name_at(text: str, start: int, *, introduced: bool, most: int = _MOST) -> Hit | None:
    """The Latin name that begins at `start`; None where the words there are no name.

    Args:
        text: plain text.
        start: where the introduction ended.
        introduced: the words before leave no doubt ("my name is"): an unknown
            name in small letters is one too.
        most: words that a name may have.
    """
    end, before = start, ""
    for token in _tokens(text, start, most):
        word = token.group(1)
        if before and word.islower() and fold(word.rstrip(".")) in _PARTICLES:
            continue
        if not _goes_on(text, token, before, introduced):
            break
        before = word
        end = token.end() - (len(word) - len(_bare(word)))
        if _bare(word) != word and fold(word) not in _SHORTENED:
            break
    return Hit(start, end, Weight.LABELLED) if before else None


def _goes_on(text: str, token: re.Match[str], before: str, introduced: bool) -> bool:
    word = token.group(1)
    if _is_name_word(word, before, introduced, _ends(text, token.end())):
        return True
    upcoming = _TOKEN.match(text, token.end())
    return not before and _is_double_edged(word, upcoming.group(1) if upcoming else "", introduced)


def _tokens(text: str, start: int, most: int) -> Iterator[re.Match[str]]:
    for _ in range(most + 3):
        token = _TOKEN.match(text, start)
        if token is None:
            return
        yield token
        start = token.end()


def _bare(word: str) -> str:
    """Without a possessive, and without a full stop that is not an initial's."""
    word = word.removesuffix("'s").removesuffix("'S")
    return word[:-1] if word.endswith(".") and len(word) > 2 else word


def _is_name_word(word: str, before: str, introduced: bool, last: bool) -> bool:
    """Whether a word is, or goes on, a name.

    Args:
        word: with its case and a full stop.
        before: the name's word before it, "" at the start.
        introduced: as for `name_at`.
        last: a comma, the end or "and" follows.
    """
    folded = fold(_bare(word).rstrip("."))
    if len(folded) == 1:  # an initial, "Jane Q. Public"
        return (
            bool(before or introduced)
            and word.isupper()
            and (word.endswith(".") or folded not in "iyoa")
        )
    if before and _bare(word) in _AMONG:
        return True
    doubtful = not introduced and not (before and folded in latin().known)
    if folded in latin().never or (doubtful and folded in latin().things):
        return False
    if folded in latin().known or (word[0].isupper() and not word.isupper()):
        return True
    if not introduced or folded in latin().ordinary:
        return False
    return not before or (last and before.islower() == word.islower())


def _is_double_edged(word: str, surname: str, introduced: bool) -> bool:
    """Whether a word that is seldom a name is one here: "my name is Will", "May Chen"."""
    lists = latin()
    if not word.istitle() or fold(word) not in lists.given:
        return False
    return introduced or (surname.istitle() and fold(_bare(surname)) in lists.known)


def _ends(text: str, end: int) -> bool:
    return _NAME_ENDS.match(text, end) is not None


def named(
    text: str, *patterns: re.Pattern[str], introduced: bool, most: int = _MOST
) -> Iterator[tuple[re.Match[str], Hit]]:
    """The Latin names that stand after the patterns, each with what came before it."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            hit = name_at(text, found.end(), introduced=introduced, most=most)
            if hit:
                yield found, _with_given(text, found, hit)


def _with_given(text: str, found: re.Match[str], hit: Hit) -> Hit:
    """A surname that stands first in a form: "Patient: Smith, John"."""
    given = _INVERTED.match(text, hit.end)
    if (
        given
        and found.group().rstrip().endswith((":", "="))
        and fold(given.group(1)) in latin().given
    ):
        return Hit(hit.start, given.end(), hit.weight)
    return hit


def again(text: str, hits: list[Hit]) -> Iterator[Hit]:
    """The hits, and every other place where one of those names stands whole."""
    yield from hits
    wholes = list(dict.fromkeys(text[hit.start : hit.end] for hit in hits))[:_REPEATED]
    parts = {part for whole in wholes for part in (whole, *whole.split()) if _is_telling(part)}
    if parts:
        names = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
        for found in re.finditer(rf"(?<![^\W_])(?:{names})(?![A-Za-zÀ-ÿ0-9])", text):
            yield Hit(*found.span())


def _is_telling(part: str) -> bool:
    """Whether a name, or a part of one, is no ordinary word of the message too."""
    lists, folded = latin(), fold(part)
    return len(part) > 2 and part[0].upper() == part[0] and folded not in lists.never | lists.things
