"""Builds what reads messages and sentences: rules, classifiers, and the encoders they ask."""

from collections.abc import Iterable
from functools import partial

from corpus.embeddings import CachedEmbedder, ExampleVectors
from corpus.encoder import PAGES, ROUTES, Encoder
from corpus.house import House
from corpus.vectors import VectorStore
from domain.languages import LanguageTag
from domain.verdicts import Route
from guardrails.classifier import SAID, AnswerClassifier, Classifier
from guardrails.danger import Danger
from guardrails.examples import ANSWERS, Line, read_answers, read_taught
from guardrails.learned import SHIPPED_ANSWERS, learned
from guardrails.runner import Runner, with_policy
from guardrails.screening import Screening
from guardrails.shelf import shipped_guardrails
from settings import Settings
from text.latin_korean import LatinKorean

THRESHOLDS = {Route.SELF_HARM: 0.15, Route.EMERGENCY: 0.2, Route.ABUSE: 0.3}
"""From which likelihood of the whole a danger counts though another route is likelier."""


def build_route_embedder() -> CachedEmbedder:
    """What the route classifier sees. Never a site's endpoint: routes need no network."""
    return CachedEmbedder(Encoder(ROUTES), VectorStore("none", None))


def build_supporting(settings: Settings, embedder: CachedEmbedder) -> CachedEmbedder:
    """What support compares sentences with: our own, since its limits are measured with that.

    A site's endpoint has cosines of its own, and a network would stand in every sentence's way.
    """
    if not settings.embedding.base_url:
        return embedder
    return CachedEmbedder(Encoder(PAGES), VectorStore("none", None))


def build_examples(settings: Settings, embedder: CachedEmbedder) -> ExampleVectors:
    """The example lines' vectors, shipped or kept from an earlier start."""
    return ExampleVectors(embedder, VectorStore(f"{embedder.name}-examples", settings.index_dir))


def build_screening(
    settings: Settings,
    house: House,
    embedder: CachedEmbedder,
) -> Screening:
    """The guardrails, the danger rules and the classifier."""
    site_examples = settings.site_dir / "examples" if settings.site_dir else None
    encoder = build_route_embedder()
    vectors = build_examples(settings, encoder)
    lines = read_taught(*((site_examples,) if site_examples else ()))
    model = learned(lines, vectors, encoder.name, settings.index_dir)
    return Screening(
        runner=Runner(guardrails=with_policy(shipped_guardrails(), house.site.policy)),
        danger_rules=build_danger(house),
        classify=Classifier(model=model, embedder=encoder),
        thresholds=THRESHOLDS,
        embedding=embedder.name,
        spelled=LatinKorean(_in_letters(lines)),
        said=build_said(settings, encoder),
        similarity=partial(_similarity, build_supporting(settings, embedder)),
    )


def build_said(settings: Settings, encoder: CachedEmbedder) -> AnswerClassifier:
    """What a sentence of an answer does to who reads it."""
    lines = read_answers(ANSWERS)
    vectors = ExampleVectors(encoder, VectorStore(f"{encoder.name}-answers", settings.index_dir))
    model = learned(lines, vectors, encoder.name, settings.index_dir, SAID, shipped=SHIPPED_ANSWERS)
    return AnswerClassifier(model=model, embedder=encoder)


def _in_letters(lines: Iterable[Line[Route]]) -> dict[LanguageTag, list[str]]:
    """Our lines of Korean and of the languages that its Latin spelling is told from."""
    kept: dict[LanguageTag, list[str]] = {LanguageTag(tag): [] for tag in ("ko", "en", "es", "vi")}
    for line in lines:
        if line.language in kept:
            kept[line.language].append(line.text)
    return kept


def build_danger(house: House) -> Danger:
    """The danger rules of every language."""
    return Danger(
        {tag: language.danger for tag, language in house.languages.items()},
        [pattern for language in house.languages.values() for pattern in language.phrases.method],
    )


def _similarity(embedder: CachedEmbedder, one: str, other: str) -> float:
    first, second = embedder.queries([one, other])
    return float(first @ second)
