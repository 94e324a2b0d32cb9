"""Puts the rooms together: the only package that knows every other.

What takes a second to import (Chroma, LangChain, SQLAlchemy) is imported where it is
built, so that `teachback screen` and `redact` start at once.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from corpus.embeddings import CachedEmbedder
from corpus.encoder import PAGES, Encoder
from corpus.floor import FITTED
from corpus.house import House, read_house
from corpus.passages import shelves
from corpus.subjects import Subjects, read_known
from corpus.vectors import VectorStore
from domain.answers import Draft, Provenance
from domain.embedding import Embedder
from domain.languages import CountryCode, LanguageTag
from domain.records import Recorder
from domain.sites import Site
from domain.verdicts import Verdict
from domain.version import VERSION
from guardrails.grounding import support
from guardrails.redaction import redact
from guardrails.screening import Screening
from guardrails.shelf import guardrails_hash
from settings import ROOT, Mode, Settings, load_settings
from wiring.guarding import build_screening
from wiring.recording import build_audit_store

if TYPE_CHECKING:
    from chains.assistant import Assistant
    from chains.fixed import FixedTexts
    from chains.gloss import Glossing
    from chains.meaning import Meaning
    from corpus.index import Index


def build_house(settings: Settings) -> House:
    """Everything people wrote."""
    return read_house(
        settings.knowledge_dir,
        ROOT / "knowledge",
        settings.site_dir,
        reviewed_only=settings.mode is not Mode.DEMO,
    )


def build_embedder(settings: Settings, keep_in: Path | None) -> CachedEmbedder:
    """Our own encoder, or the site's endpoint, with its kept vectors."""
    endpoint = settings.embedding
    inner: Embedder
    if endpoint.base_url:
        from corpus.langchain_embeddings import EndpointEmbedder  # noqa: PLC0415 - slow

        inner = EndpointEmbedder(
            base_url=endpoint.base_url, name=endpoint.name, api_key=endpoint.api_key
        )
    else:
        inner = Encoder(PAGES)
    return CachedEmbedder(inner, VectorStore(inner.name, keep_in))


@contextmanager
def assistant_beside() -> Generator[Assistant]:
    """The whole walk for a command: an index of its own, for the server owns its directory."""
    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    screening = build_screening(settings, house, embedder)
    store = build_audit_store(settings)
    with TemporaryDirectory(prefix="teachback-") as folder:
        index = build_index(house, embedder, Path(folder))
        try:
            yield build_assistant(settings, house, screening, index, store)
        finally:
            index.close()
            store.close()


def build_subjects(embedder: CachedEmbedder) -> dict[LanguageTag, Subjects]:
    """The known questions of every language with their vectors, shipped or kept."""
    vectors = embedder.questions("subjects")
    return {
        tag: Subjects(known, vectors([one.text for one in known]))
        for tag, known in read_known().items()
    }


def build_index(
    house: House,
    embedder: CachedEmbedder,
    directory: Path,
    subjects: dict[LanguageTag, Subjects] | None = None,
) -> Index:
    """The index in `directory`, brought in step with the pages.

    Args:
        house: the pages.
        embedder: of texts and questions.
        directory: where it lies.
        subjects: the known questions; None: all of them.

    Raises:
        SettingsError: another process serves from the directory.
    """
    from corpus.index import Index  # noqa: PLC0415 - slow

    index = Index(directory, embedder, subjects or build_subjects(embedder))
    index.bar(house.withdrawn)
    index.bring_in_step(shelves(house.topics))
    return index


def build_assistant(
    settings: Settings,
    house: House,
    screening: Screening,
    index: Index,
    recorder: Recorder,
) -> Assistant:
    """The whole walk."""
    from chains.answerers import answerers  # noqa: PLC0415 - slow
    from chains.assistant import Assistant  # noqa: PLC0415 - slow
    from chains.reading import reading  # noqa: PLC0415 - slow
    from chains.telling import Telling  # noqa: PLC0415 - slow
    from chains.writing import Writing  # noqa: PLC0415 - slow
    from corpus.retriever import Retriever  # noqa: PLC0415 - slow

    retriever = Retriever(index, FITTED, settings.retrieval.limit)
    pair = answerers(house.languages, **settings.model.model_dump())
    written = _written(settings, house)
    return Assistant(
        languages=house.languages,
        countries=house.countries,
        check_danger=screening.danger,
        heard=screening.heard,
        redact=lambda text: redact(text).text,
        check_question=screening.question,
        spelled=screening.spelled,
        retrieve=retriever,
        reopen=retriever.again,
        elsewhere=partial(retriever.elsewhere, house.site.clinic_language),
        meaning=written.meaning,
        is_closed=house.is_closed,
        judge=pair.judge,
        telling=Telling(
            fixed=written.fixed,
            writing=Writing(
                composer=pair.composer,
                embedded=pair.embedded,
                glossing=written.glossing,
                reviser=pair.reviser,
                check_sentence=partial(_checked, screening),
                supported=partial(support, similarity=screening.similarity),
            ),
            recorder=recorder,
            measure=reading,
            provenance=Provenance(
                app=VERSION,
                model=pair.name,
                prompts=pair.prompts,
                guardrails=guardrails_hash(),
                corpus=house.hash,
                embedding=screening.embedding,
            ),
        ),
    )


def with_house(assistant: Assistant, settings: Settings, house: House) -> Assistant:
    """The same rooms, telling what is written now. The index has been brought in step before."""
    written = _written(settings, house)
    telling = replace(
        assistant.telling,
        fixed=written.fixed,
        writing=replace(assistant.telling.writing, glossing=written.glossing),
        provenance=replace(assistant.telling.provenance, corpus=house.hash),
    )
    return replace(assistant, meaning=written.meaning, telling=telling, is_closed=house.is_closed)


class _Written(NamedTuple):
    """What the rooms hold of what people wrote."""

    fixed: FixedTexts
    meaning: Meaning
    glossing: Glossing


def _written(settings: Settings, house: House) -> _Written:
    from chains.fixed import FixedTexts  # noqa: PLC0415 - slow
    from chains.gloss import Glossing  # noqa: PLC0415 - slow
    from chains.meaning import Meaning  # noqa: PLC0415 - slow
    from corpus.glossary import Glossary  # noqa: PLC0415 - slow

    site = _at_home(settings, house)
    return _Written(
        fixed=FixedTexts(languages=house.languages, site=site, topics=house.titles()),
        meaning=Meaning(
            glossary=Glossary(terms=house.terms), languages=house.languages, pages=house.names()
        ),
        glossing=Glossing(terms=house.terms),
    )


def _at_home(settings: Settings, house: House) -> Site:
    """The site, in the country that the settings name."""
    country = CountryCode(settings.country) if settings.country else house.site.country
    return replace(house.site, country=country)


def _checked(screening: Screening, draft: Draft, language: LanguageTag) -> Verdict:
    passages = None if draft.is_lead else draft.passages
    is_own = draft.verbatim or draft.is_lead
    return screening.sentence(draft.text, passages, language, is_own=is_own)
