"""Lays an answer's sentences out as Markdown, one after the other."""

import re

from domain.answers import Part, Sentence

_SPACES = re.compile(r"\s+")
# What Markdown would act on; `:` before a letter would start a directive and vanish.
_ACTIVE = re.compile(r"[\\`*_\[\]|~]|<(?=[A-Za-z/!?])|&(?=[#\w]+;)|:(?=[^\s\d:/])|!(?=\[)")
_LINE_START = re.compile(r"^(?:[#>+\-=]|\d{1,9}(?=[.)]\s))")
_PHONE = re.compile(
    r"(?<![A-Za-z0-9.,:/+-])(?:\+\d{1,3}[ -]?)?\d(?:[ -]?\d){2,13}(?![A-Za-z0-9/:%°]|[.,]\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SEPARATE = frozenset({Part.FIXED, Part.NOTE})


def plain(text: str) -> str:
    """`text` as Markdown that shows exactly these words and does nothing."""
    words = _SPACES.sub(" ", text).strip()
    return _LINE_START.sub(_escaped_start, _ACTIVE.sub(r"\\\g<0>", words))


def _escaped_start(match: re.Match[str]) -> str:
    start = match.group(0)
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def piece(sentence: Sentence, previous: Sentence | None) -> str:
    """What to append so that `sentence` is shown after `previous`.

    Pieces only ever add: all pieces joined are the whole answer, so that a
    sentence can be shown the moment it is released.
    """
    return _joint(sentence, previous) + _dressed(sentence)


def page(sentences: tuple[Sentence, ...]) -> str:
    """The whole answer: its pieces joined."""
    earlier = (None, *sentences)
    return "".join(piece(one, before) for one, before in zip(sentences, earlier, strict=False))


def phone_numbers(sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Numbers to call in the house's fixed texts, each once, in their order."""
    parts = (one.text for one in sentences if one.part in {Part.FIXED, Part.CONTACT})
    found = dict.fromkeys(number for text in parts for number in _PHONE.findall(text))
    return tuple(number for number in found if not _YEAR.match(number))


def _joint(sentence: Sentence, previous: Sentence | None) -> str:
    quote = "> " if sentence.part is Part.WARNING else ""
    if previous is None or previous.part is not sentence.part:
        return ("\n\n" if previous else "") + quote
    if sentence.bullet and previous.bullet:
        return f"\n{quote}"
    if sentence.bullet or previous.bullet or sentence.part in _SEPARATE:
        return f"\n{quote.strip()}\n{quote}"
    return " "


def _dressed(sentence: Sentence) -> str:
    text = plain(sentence.text) + "".join(f" [[{n}]](#source-{n})" for n in sentence.citations)
    if sentence.bullet:
        return f"- {text}"
    if sentence.part is Part.NOTE:
        return f"*{text}*"
    if sentence.part is Part.VISIT:
        return f"**{text}**"
    return text
