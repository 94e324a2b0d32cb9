"""What is stopped of sentences that an answer must not hold, and of good ones.

`evals/held_back_answers/<lang>.tsv`, one `kind<TAB>sentence` a line, written by a hand that had
seen neither the rules nor the example sentences. Never a line of them among the examples.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.languages import LanguageTag
from domain.verdicts import Said
from evals.unseen import build_screen

FOLDER = Path(__file__).parent / "held_back_answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """Sentences of one kind in one language, and how many were stopped."""

    language: LanguageTag
    kind: Said
    sentences: int
    stopped: int


def held_back_sentences(language: LanguageTag) -> dict[Said, list[str]]:
    """The held-back sentences of a language, by kind."""
    by_kind: dict[Said, list[str]] = {}
    for line in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition("\t")
        by_kind.setdefault(Said(kind), []).append(text)
    return by_kind


def answer_rows() -> Iterator[AnswerRow]:
    """Every sentence through the answer's checks; without passages, so support is not judged."""
    screening = build_screen().screening
    for path in sorted(FOLDER.glob("*.tsv")):
        language = LanguageTag(path.stem)
        for kind, texts in held_back_sentences(language).items():
            stopped = sum(screening.sentence(text, None, language).stops for text in texts)
            yield AnswerRow(language=language, kind=kind, sentences=len(texts), stopped=stopped)
