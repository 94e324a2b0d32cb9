"""What a kind of identifier is: one file in this folder, carrying its own proof."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class IdentifierType(StrEnum):
    """What a personal detail is; the word inside its mark (STANDARDS §8)."""

    PHONE = "PHONE"
    EMAIL = "EMAIL"
    NATIONAL_ID = "NATIONAL_ID"
    INSURANCE_ID = "INSURANCE_ID"
    RECORD_NUMBER = "RECORD_NUMBER"
    CARD = "CARD"
    BIRTH_DATE = "BIRTH_DATE"
    ADDRESS = "ADDRESS"
    NAME = "NAME"

    @property
    def mark(self) -> str:
        """What stands in the text instead: `[PHONE]`."""
        return f"[{self.value}]"


class Weight(IntEnum):
    """How sure a hit is; where two overlap, the surer one keeps the characters."""

    LOOSE = 1  # a stretch of text after a label ("address: …")
    SHAPED = 2  # it looks like one
    CHECKED = 3  # its check digit or its date is right
    LABELLED = 4  # the words before it say what it is


@dataclass(frozen=True, slots=True)
class Hit:
    """Where an identifier stands in the plain text: code points, end exclusive."""

    start: int
    end: int
    weight: Weight = Weight.SHAPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One kind of identifier.

    Attributes:
        type: what it is replaced by.
        find: plain text → hits; linear in the length of the text.
        caught: language → sentences in which « » stand around what must be found.
        left_alone: language → sentences in which this kind must find nothing.
        numeric: holds digits always; a text without any is not searched.
    """

    type: IdentifierType
    find: Callable[[str], Iterable[Hit]]
    caught: dict[str, tuple[str, ...]]
    left_alone: dict[str, tuple[str, ...]]
    numeric: bool = True


def hits_of(
    text: str, *patterns: re.Pattern[str], weight: Weight = Weight.SHAPED, group: int = 0
) -> Iterator[Hit]:
    """Every match of the patterns, or of one of their groups."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield Hit(*found.span(group), weight)
