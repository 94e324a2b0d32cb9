"""What an edit changes in what patients are told, and which changes are dangerous.

Read on the page itself, block by block: every block may be an answer. A changed figure, dose,
medicine, negation or condition, a lost warning sign, a lost section and an expired date are
flagged; another wording of the same facts is shown without a flag.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.passages import passage_id
from domain.corpus import Topic
from domain.languages import LanguageTag, Level
from text.locked import compare
from text.readability import measure, met
from text.sentences import sentences
from text.tokens import Kind

_NAMES = {
    Kind.NEGATION: "not",
    Kind.CONDITION: "condition",
    Kind.WHO: "who",
    Kind.DRUG: "medicine",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One text before and after.

    Attributes:
        where: passage id and level, or `help now`, `review_by`.
        dangers: what makes the change dangerous, in words for staff; empty: a rewording.
        notes: what is worth knowing: the level that is no longer met.
    """

    where: str
    before: str
    after: str
    dangers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def differences(before: Topic | None, after: Topic | None, today: date) -> tuple[Change, ...]:
    """The changes from one version of a page to the next; None: there was, or will be, none."""
    if before is None or after is None:
        return tuple(_whole(before, after))
    found = (*_blocks(before, after), *_signs(before, after), *_dates(before, after, today))
    return tuple(change for change in found if change.before != change.after)


def _whole(before: Topic | None, after: Topic | None) -> Iterator[Change]:
    """A lost page; or a new one, all of which has to be read."""
    if before:
        yield Change(where=before.slug, before=before.title, after="", dangers=("page lost",))
    elif after:
        yield Change(where=after.slug, before="", after=after.title, notes=("new page",))
        for place, now in _by_place(after).items():
            yield change_of(place, "", now, after.language)
        for name, signs in _by_urgency(after).items():
            yield Change(where=f"help {name}", before="", after="\n".join(signs))


def _blocks(before: Topic, after: Topic) -> Iterator[Change]:
    old, new = _by_place(before), _by_place(after)
    for place in (*old, *(place for place in new if place not in old)):
        was, now = old.get(place, ""), new.get(place, "")
        yield change_of(place, was, now, before.language)


def _by_place(topic: Topic) -> dict[str, str]:
    """The text that answers at each level, so that a lost block shows as what stands in for it."""
    return {
        f"{passage_id(topic, section)} {level}": section.block(level)
        for section in topic.sections
        if section.id != "help"
        for level in Level
        if level in section.blocks
    }


def change_of(place: str, was: str, now: str, language: LanguageTag) -> Change:
    """One text before and after, with what is dangerous; `place` ends with the level."""
    dangers: tuple[str, ...] = ()
    if was and not now:
        dangers = ("text lost",)
    elif was and was != now:
        dangers = tuple(dict.fromkeys(_turned(was, now, language)))
    notes = _level(place, now, language)
    return Change(where=place, before=was, after=now, dangers=dangers, notes=notes)


def _level(place: str, now: str, language: LanguageTag) -> tuple[str, ...]:
    level = Level(place.rpartition(" ")[2])
    return ("level not met",) if now and met(measure(now, language), level) is False else ()


def _turned(was: str, now: str, language: LanguageTag) -> Iterator[str]:
    """Locked tokens that one text has and the other has not.

    Read in the sentences that differ alone: a medicine that another sentence names, too, must
    not hide that it was swapped in this one.
    """
    old, new = sentences(was, language), sentences(now, language)
    gone = " ".join(sentence for sentence in old if sentence not in set(new))
    come = " ".join(sentence for sentence in new if sentence not in set(old))
    gap = compare(gone, come, language, language)
    for words, tokens in (("lost", gap.missing), ("new", gap.added)):
        for token in sorted(tokens):
            yield f"{words}: {_NAMES.get(token.kind, '')} {token.value}".replace(":  ", ": ")


def _signs(before: Topic, after: Topic) -> Iterator[Change]:
    now = _by_urgency(after)
    for name, old in _by_urgency(before).items():
        if old != (new := now[name]):
            yield Change(
                where=f"help {name}",
                before="\n".join(old),
                after="\n".join(new),
                dangers=tuple(_lost_signs(name, old, new, before.language)),
            )


def _by_urgency(topic: Topic) -> dict[str, tuple[str, ...]]:
    signs = topic.warning_signs
    return {"now": signs.now, "today": signs.today, "next visit": signs.next_visit}


def _lost_signs(
    name: str, old: Iterable[str], new: Iterable[str], language: LanguageTag
) -> Iterator[str]:
    """Signs that no longer stand there; any change of a sign is one."""
    kept = frozenset(new)
    for sign in old:
        if sign not in kept:
            yield f"sign lost or changed ({name}): {sign}"
    for sign in kept - frozenset(old):
        yield from _turned("", sign, language)


def _dates(before: Topic, after: Topic, today: date) -> Iterator[Change]:
    if before.review_by != after.review_by:
        expired = after.review_by < today
        yield Change(
            where="review_by",
            before=before.review_by.isoformat(),
            after=after.review_by.isoformat(),
            dangers=("the page is past its date and would not be served",) if expired else (),
        )
    for name in ("clinical", "language"):
        old, new = getattr(before.review, name), getattr(after.review, name)
        if old and (new is None or new.text != after.text_hash):
            void = f"{name} review"
            yield Change(where=void, before=old.by, after="void", notes=("review void",))
