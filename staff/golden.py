"""Golden questions, answered from the pages as they are and as they would be."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from chains.compose import EmbeddedComposer
from corpus.differences import Change, change_of
from corpus.embeddings import CachedEmbedder
from corpus.floor import FITTED
from corpus.house import House
from corpus.index import Index
from corpus.passages import shelves
from corpus.retriever import Retriever
from domain.corpus import Topic
from domain.languages import CountryCode, LanguageTag, Level

GOLDEN = "golden"
NO_PAGE = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question before and after; `change` holds what is dangerous about it."""

    question: str
    language: LanguageTag
    passage_before: str
    passage_after: str
    change: Change


Replay = Callable[[Topic | None, Topic | None], tuple[Answered, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayer:
    """Replays the questions of the changed pages, and the site's own golden ones.

    Attributes:
        house: the pages as they are served.
        homes: folders that may hold `golden/<lang>.txt`, a question a line.
    """

    house: House
    embedder: CachedEmbedder
    country: CountryCode | None
    homes: tuple[Path, ...]

    def __call__(self, before: Topic | None, after: Topic | None) -> tuple[Answered, ...]:
        """The questions whose answer one changed page changes."""
        return self.compared(self.house, _with(self.house, before, after))

    def compared(self, before: House, after: House) -> tuple[Answered, ...]:
        """The questions that two houses answer differently."""
        changed = [topic for topic in before.topics if topic not in after.topics]
        changed += [topic for topic in after.topics if topic not in before.topics]
        with TemporaryDirectory(prefix="teachback-diff-") as folder:
            first = self._answerer(before, Path(folder) / "before")
            second = self._answerer(after, Path(folder) / "after")
            return tuple(
                answered
                for tag, question in self._questions(changed)
                if (answered := _compared(question, tag, first, second)).change.before
                != answered.change.after
            )

    def _questions(self, changed: list[Topic]) -> list[tuple[LanguageTag, str]]:
        asked = [
            (topic.language, line)
            for topic in changed
            for section in topic.sections
            for line in section.asked_as
        ]
        asked += [(topic.language, alias) for topic in changed for alias in topic.aliases]
        tags = {topic.language for topic in changed}
        for home in self.homes:
            for path in sorted((home / GOLDEN).glob("*.txt")):
                if path.stem in tags:
                    lines = path.read_text(encoding="utf-8").splitlines()
                    asked += [(LanguageTag(path.stem), line.strip()) for line in lines]
        return list(dict.fromkeys(one for one in asked if one[1]))

    def _answerer(self, house: House, folder: Path) -> "_Answerer":
        index = Index(folder, self.embedder)
        index.bring_in_step(shelves(house.topics))
        return _Answerer(
            retriever=Retriever(index, FITTED, 2),
            composer=EmbeddedComposer(languages=house.languages),
            country=self.country,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answerer:
    retriever: Retriever
    composer: EmbeddedComposer
    country: CountryCode | None

    def __call__(self, question: str, language: LanguageTag) -> tuple[str, str]:
        """The best passage's id, and the answer's text."""
        found = self.retriever.search(question, language, self.country, Level.EASY).passages
        if not found:
            return NO_PAGE, NO_PAGE
        return found[0].id, "\n".join(draft.text for draft in self.composer.drafts(found))


def _compared(
    question: str, language: LanguageTag, before: _Answerer, after: _Answerer
) -> Answered:
    (was_id, was), (now_id, now) = before(question, language), after(question, language)
    change = change_of(f"{now_id} easy", was, now, language)
    if was != NO_PAGE and now == NO_PAGE:
        change = replace(change, dangers=("no page any more",))
    elif was_id != now_id:
        change = replace(change, dangers=(), notes=(*change.notes, f"{was_id} → {now_id}"))
    return Answered(
        question=question,
        language=language,
        passage_before=was_id,
        passage_after=now_id,
        change=change,
    )


def _with(house: House, before: Topic | None, after: Topic | None) -> House:
    kept = tuple(topic for topic in house.topics if topic != before)
    return replace(house, topics=(*kept, after) if after else kept)
