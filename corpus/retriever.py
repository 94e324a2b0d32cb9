"""From a stand-alone question to passages, or to none: dense and lexical, fused."""

import asyncio
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from corpus.floor import Floor, Signals
from corpus.index import Index, LanguageIndex
from corpus.leads import Scores
from corpus.passages import fits_country, passage, topic_of
from corpus.ranking import RANKING, Features, Said, features
from domain.corpus import Passage
from domain.languages import CountryCode, LanguageTag, Level

POOL = 80
LEXICAL_POOL = 20
"""Leads by which topics are met; all sections of these are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave: passages above the floor, best first, and what it measured."""

    passages: tuple[Passage, ...]
    signals: Signals
    near: tuple[str, ...]  # titles of the nearest topics, to offer when there is no page


class Retriever:
    """The walk's retriever. One thread: Chroma and the lexical index compute."""

    def __init__(self, index: Index, floor: Floor, limit: int) -> None:
        self._index = index
        self._floor = floor
        self._limit = limit
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="retriever")

    async def __call__(
        self, query: str, language: LanguageTag, country: CountryCode | None, level: Level
    ) -> Found:
        """Passages of the language that carry an answer, best first; none below the floor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._executor, self.search, query, language, country, level
        )

    async def elsewhere(
        self,
        home: LanguageTag,
        query: str,
        language: LanguageTag,
        country: CountryCode | None,
        level: Level,
    ) -> Found | None:
        """Passages from the first other language whose page on this the asked one lacks.

        A page that staff withdrew in the asked language is not lacked: what may not be told there
        is not told from another language's page either.

        Args:
            home: the clinic's language, which is searched first.
            query: the stand-alone words.
            language: the one asked for.
            country: where the person is; None: unknown.
            level: asked for.
        """
        indexes = self._index.languages
        own = self._index.barred(language)
        if language in indexes:
            own |= indexes[language].topics
        for other in sorted(indexes, key=lambda tag: (tag != home, tag)):
            lacked = indexes[other].topics - own
            if lacked:
                found = await self(query, other, country, level)
                passages = tuple(one for one in found.passages if one.topic in lacked)
                if passages:
                    return replace(found, passages=passages)
        return None

    def search(
        self, query: str, language: LanguageTag, country: CountryCode | None, level: Level
    ) -> Found:
        """The same, for those who may wait."""
        index = self._index.languages.get(language)
        if index is None or not query.strip():
            return Found(passages=(), signals=Signals(), near=())
        found = searched(index, query, country)
        ranked, signals = found.ranked, found.signals
        near = _titles(index, ranked)
        if not ranked or not self._floor.carries(signals):
            return Found(passages=(), signals=signals, near=near)
        passages = tuple(
            passage(*index.shelf.sections[section], level, score)
            for section, score in ranked[: self._limit]
        )
        return Found(passages=passages, signals=signals, near=near)

    def again(self, passage_id: str, language: LanguageTag, level: Level) -> tuple[Passage, ...]:
        """The same section at another level or in another language; none where it is missing."""
        index = self._index.languages.get(language)
        barred = index is None or topic_of(passage_id) in index.barred
        found = index.shelf.sections.get(passage_id) if index and not barred else None
        return (passage(*found, level, 0.0),) if found else ()


def _titles(index: LanguageIndex, ranked: list[tuple[str, float]]) -> tuple[str, ...]:
    titles = (index.shelf.sections[section][0].title for section, _ in ranked)
    return tuple(dict.fromkeys(titles))[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search met and measured.

    Attributes:
        ranked: sections by (passage id, all that speaks for it), best first.
        features: of each section compared, by passage id.
        signals: for the floor.
    """

    ranked: list[tuple[str, float]]
    features: Mapping[str, Features]
    signals: Signals


def searched(index: LanguageIndex, query: str, country: str | None) -> Searched:
    """Every section of the topics met, ranked; the floor is not asked."""
    vector = index.dense.embeddings.embed_query(query)  # pyright: ignore[reportOptionalMemberAccess]
    words = index.leads.words(query)
    topics = {topic_of(section) for section in _met(index, vector, words)} - index.barred
    sections = [
        target
        for target, (topic, section) in index.shelf.sections.items()
        if topic.slug in topics and fits_country(section, _code(country))
    ]
    if not sections:
        return Searched(ranked=[], features={}, signals=Signals())
    asked = np.asarray(vector, dtype=np.float32)
    compared = index.leads.compared(sections, asked, words)
    said = Said(
        neighbours=index.subjects.near(asked),
        taught=index.subjects.taught,
        spelled=index.letters.says(query, topics),
    )
    weighed = features(compared.sections, said, index.shelf.openings)
    ranked = sorted(
        ((target, RANKING.score(one)) for target, one in weighed.items()),
        key=lambda item: (-item[1], item[0]),
    )
    best = topic_of(ranked[0][0])
    if best not in index.subjects.taught:  # a site's own page
        said = replace(said, neighbours=None)
    evidence: dict[str, float] = {}
    for target, score in ranked:
        evidence.setdefault(topic_of(target), score)
    signals = Signals.of(best, compared.cosines, evidence, said)
    return Searched(ranked=ranked, features=weighed, signals=signals)


def _met(index: LanguageIndex, vector: list[float], words: Scores) -> Iterator[str]:
    """The sections of the nearest leads, by meaning and by letters."""
    hits = index.dense.similarity_search_by_vector_with_relevance_scores(
        embedding=vector, k=min(POOL, len(index.leads))
    )
    for document, _ in hits:
        if section := index.leads.section(str(document.metadata["lead"])):
            yield section
    yield from index.leads.nearest(words, LEXICAL_POOL)


def _code(country: str | None) -> CountryCode | None:
    return CountryCode(country) if country else None
