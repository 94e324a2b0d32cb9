"""Rules that look at the glossary."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.faults import Fault
from corpus.glossary import folded, read_glossary
from domain.errors import KnowledgeError
from domain.glossary import Term
from domain.languages import ENGLISH
from domain.phrases import Phrase, phrase

LONGEST_PLAIN = 10
"""Words in brackets beside a hard term; a longer explanation hides the sentence."""


def glossary_faults(folder: Path) -> Iterator[Fault]:
    """What makes a term unusable, or two terms mistakable for one."""
    places: list[tuple[Path, Term]] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            places += [(path, term) for term in read_glossary(path.parent, path.name)]
        except KnowledgeError as error:
            yield Fault.of(error)
    tags = sorted({tag for _, term in places for tag in term.words})
    for path, term in places:
        for problem, mend in (*_gaps(term, tags), *_too_long(term)):
            yield _fault(path, term, problem, mend)
    yield from _doubles(places)


def _gaps(term: Term, tags: Sequence[str]) -> Iterator[tuple[Phrase, Phrase]]:
    for tag in tags:
        if tag not in term.words:
            yield phrase("has no [terms.{tag}]", tag=tag), phrase("write it, or remove the term")


def _too_long(term: Term) -> Iterator[tuple[Phrase, Phrase]]:
    for tag, wording in term.words.items():
        if term.hard and (len(wording.plain.split()) > LONGEST_PLAIN or "(" in wording.plain):
            yield (
                phrase("{tag}: “{plain}” does not fit into brackets", tag=tag, plain=wording.plain),
                phrase("say it in fewer words"),
            )


def _doubles(places: Sequence[tuple[Path, Term]]) -> Iterator[Fault]:
    """Ids, and names in one language, that two terms share."""
    owner: dict[tuple[str, str], Term] = {}
    for path, term in places:
        if owner.setdefault(("id", term.id), term) is not term:
            yield _fault(path, term, phrase("this id stands twice"), phrase("rename one"))
        for tag, wording in term.words.items():
            for name in dict.fromkeys(map(folded, (wording.term, *wording.aliases))):
                other = owner.setdefault((tag, name), term)
                if other is not term:
                    problem = phrase(
                        "{tag}: “{name}” is also a name of {other}",
                        tag=tag, name=name, other=other.id,
                    )  # fmt: skip
                    yield _fault(path, term, problem, phrase("keep it where most people mean it"))


def _fault(path: Path, term: Term, problem: Phrase, mend: Phrase) -> Fault:
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = (n for n, line in enumerate(lines, start=1) if line.strip() == f'id = "{term.id}"')
    title = term.words[ENGLISH].term if ENGLISH in term.words else term.id
    return Fault(
        path=str(path),
        line=next(heads, 1),
        rule="glossary",
        problem=phrase("{term}: {problem}", term=title, problem=problem),
        mend=mend,
    )
