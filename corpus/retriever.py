"""From a stand-alone question to passages, or to none: dense and lexical, fused."""

import asyncio
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.floor import Floor, Signals
from corpus.index import Index, LanguageIndex
from corpus.passages import fits_country, passage, topic_of
from corpus.ranking import RANKING, Features, Said, features
from domain.corpus import Passage
from domain.languages import CountryCode, LanguageTag, Level

POOL = 80
LEXICAL_POOL = 20
LEXICAL_SHARE = 0.5
"""Weight of the z-scored lexical score beside the dense one: docs/adr/0016."""


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
        features: of each section met, by passage id.
        signals: for the floor.
    """

    ranked: list[tuple[str, float]]
    features: Mapping[str, Features]
    signals: Signals


def searched(index: LanguageIndex, query: str, country: str | None) -> Searched:
    """Every section met, ranked; the floor is not asked."""
    vector = index.dense.embeddings.embed_query(query)  # pyright: ignore[reportOptionalMemberAccess]
    best: dict[str, float] = {}
    cosines: dict[str, list[float]] = {}
    for target, score, cosine in _pooled(index, query, vector):
        topic = topic_of(target)
        if topic not in index.barred and fits_country(
            index.shelf.sections[target][1], _code(country)
        ):
            best[target] = max(best.get(target, score), score)
            cosines.setdefault(topic, []).append(cosine)
    if not best:
        return Searched(ranked=[], features={}, signals=Signals())
    said = _said(index, query, vector)
    weighed = features(best, said)
    ranked = sorted(
        ((target, RANKING.score(one)) for target, one in weighed.items()),
        key=lambda item: (-item[1], item[0]),
    )
    topic = topic_of(ranked[0][0])
    if topic not in index.subjects.taught:  # a site's own page
        said = replace(said, neighbours=None)
    evidence: dict[str, float] = {}
    for target, score in ranked:
        evidence.setdefault(topic_of(target), score)
    signals = Signals.of(topic, cosines, evidence, said)
    return Searched(ranked=ranked, features=weighed, signals=signals)


def _said(index: LanguageIndex, query: str, vector: list[float]) -> Said:
    topics, sections = index.letters.says(query)
    return Said(
        neighbours=index.subjects.near(np.asarray(vector, dtype=np.float32)),
        taught=index.subjects.taught,
        topics=topics,
        sections=sections,
    )


def _pooled(
    index: LanguageIndex, query: str, vector: list[float]
) -> Iterator[tuple[str, float, float]]:
    """The nearest leads by meaning and by letters: passage id, fused score, cosine."""
    hits = index.dense.similarity_search_by_vector_with_relevance_scores(
        embedding=vector, k=min(POOL, len(index.shelf.leads))
    )
    lexical = index.lexical.scores(query)
    cosines: dict[str, float] = {
        lead: 1.0 - distance
        for document, distance in hits
        if (lead := str(document.metadata["lead"])) in index.places
    }
    best_words = np.argsort(lexical)[::-1][:LEXICAL_POOL]
    pool = sorted(
        {index.shelf.leads[int(row)].id for row in best_words if lexical[row] > 0} | set(cosines)
    )
    lowest = min(cosines.values(), default=0.0)
    dense = np.array([cosines.get(lead, lowest) for lead in pool])
    words = np.array([lexical[index.places[lead]] for lead in pool])
    for lead, score, cosine in zip(pool, fused(dense, words), dense, strict=True):
        yield index.shelf.leads[index.places[lead]].section, float(score), float(cosine)


def fused(cosines: NDArray[np.floating], words: NDArray[np.floating]) -> NDArray[np.floating]:
    """One score a text from its cosine and its lexical score, both z-scored; shape (texts,)."""
    return _z(cosines) + LEXICAL_SHARE * _z(words)


def _code(country: str | None) -> CountryCode | None:
    return CountryCode(country) if country else None


def _z(values: NDArray[np.floating]) -> NDArray[np.floating]:
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-9 else values * 0.0
