"""The real rooms around two small pages: only the embedder and the classifier are fakes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from chains.assistant import Assistant
from chains.compose import EmbeddedComposer
from chains.fixed import FixedTexts
from chains.gloss import Glossing
from chains.meaning import Meaning
from chains.reading import reading
from chains.telling import Telling
from chains.writing import Writing
from corpus.embeddings import CachedEmbedder
from corpus.floor import Floor, Signals
from corpus.glossary import Glossary
from corpus.house import House, read_house
from corpus.index import Index
from corpus.passages import shelves
from corpus.retriever import Retriever
from corpus.vectors import VectorStore
from domain.answers import Draft
from domain.languages import Country, CountryCode, HelpLine, LanguageTag
from domain.verdicts import Route, Verdict
from guardrails.classifier import Likelihoods
from guardrails.danger import Danger
from guardrails.redaction import redact
from guardrails.runner import Runner
from guardrails.screening import Screening
from guardrails.shelf import shipped_guardrails
from settings import ROOT
from tests.chains.pages import write_pages
from tests.fakes import PROVENANCE, FakeEmbedder, FakeRecorder

EN, KO = LanguageTag("en"), LanguageTag("ko")
FLOOR = Floor(bias=-0.42, weights=Signals(top=1.0))
ROUTED = {
    "do i have": Route.DIAGNOSIS,
    "can i stop": Route.TREATMENT,
    "football": Route.OFF_TOPIC,
    "unrestricted": Route.INJECTION,
    "poison my": Route.HARMFUL,
}


def classify(text: str, windows: Sequence[str]) -> Likelihoods:
    """Sure of a route by its words; education else."""
    route = next((r for words, r in ROUTED.items() if words in text.casefold()), Route.EDUCATION)
    sure = {r: 1.0 if r is route else 0.0 for r in Route}
    return Likelihoods(whole=sure, worst=sure, present=1.0)


def _line(kind: str, phone: str) -> HelpLine:
    return HelpLine(
        kind=kind, phone=phone, name={"en": f"{kind} line"}, hours="24 h", source="", languages=()
    )


def country(code: str, language: str, emergency: str, crisis: str, *names: str) -> Country:
    return Country(
        code=CountryCode(code),
        language=LanguageTag(language),
        lines=(_line("emergency", emergency), _line("crisis", crisis)),
        also_called=names,
    )


COUNTRIES = {
    c.code: c
    for c in (
        country("KR", "ko", "119", "109", "korea", "한국", "corea"),
        country("MX", "es", "911", "800 911 2000", "mexico", "méxico", "멕시코"),
        country("GB", "en", "999", "116 123", "united kingdom", "uk", "영국"),
    )
}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The shipped languages, two small topics."""
    folder = write_pages(tmp_path_factory.mktemp("knowledge"))
    return read_house(folder, ROOT / "knowledge", None, reviewed_only=False)


@pytest.fixture(scope="session")
def index(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A real Chroma index of them."""
    built = Index(
        tmp_path_factory.mktemp("index"), CachedEmbedder(FakeEmbedder(), VectorStore("fake", None))
    )
    built.bring_in_step(shelves(house.topics))
    yield built
    built.close()


@pytest.fixture
def lacking_index(house: House, tmp_path: Path) -> Iterator[Index]:
    """The same without the Korean page on asthma."""
    built = Index(tmp_path / "index", CachedEmbedder(FakeEmbedder(), VectorStore("fake", None)))
    kept = (t for t in house.topics if (t.language, t.slug) != (KO, "asthma"))
    built.bring_in_step(shelves(kept))
    yield built
    built.close()


@pytest.fixture(scope="session")
def danger(house: House) -> Danger:
    """The shipped danger rules of every language."""
    methods = [p for language in house.languages.values() for p in language.phrases.method]
    return Danger({tag: words.danger for tag, words in house.languages.items()}, methods)


@pytest.fixture
def recorder() -> FakeRecorder:
    return FakeRecorder()


@pytest.fixture
def screening(danger: Danger) -> Screening:
    """The shipped guardrails and rules; routes by a few words."""
    made = Screening(
        runner=Runner(guardrails=shipped_guardrails()),
        danger_rules=danger,
        classify=classify,
        thresholds={route: 0.5 for route in Route if route.is_danger},
        embedding="fake",
    )
    made.warm_up()
    return made


@pytest.fixture
def assistant(
    house: House, index: Index, screening: Screening, recorder: FakeRecorder
) -> Assistant:
    """The whole walk, in Korea, with the embedded answerer."""
    retriever = Retriever(index, FLOOR, 4)

    def check(draft: Draft, language: LanguageTag) -> Verdict:
        passages = None if draft.is_lead else draft.passages
        return screening.sentence(draft.text, passages, language)

    return Assistant(
        spelled=screening.spelled,
        languages=house.languages,
        countries=COUNTRIES,
        check_danger=screening.danger,
        heard=screening.heard,
        redact=lambda text: redact(text).text,
        check_question=screening.question,
        retrieve=retriever,
        reopen=retriever.again,
        elsewhere=partial(retriever.elsewhere, EN),
        meaning=Meaning(
            glossary=Glossary(terms=house.terms), languages=house.languages, pages=house.names()
        ),
        telling=Telling(
            fixed=FixedTexts(
                languages=house.languages,
                site=replace(house.site, country=CountryCode("KR")),
                topics=house.titles(),
            ),
            writing=Writing(
                composer=EmbeddedComposer(languages=house.languages),
                glossing=Glossing(terms=house.terms),
                reviser=None,
                check_sentence=check,
            ),
            recorder=recorder,
            measure=reading,
            provenance=PROVENANCE,
        ),
    )


@pytest.fixture
def lacking(assistant: Assistant, lacking_index: Index) -> Assistant:
    """The walk where asthma has no Korean page."""
    retriever = Retriever(lacking_index, FLOOR, 4)
    return replace(
        assistant,
        retrieve=retriever,
        reopen=retriever.again,
        elsewhere=partial(retriever.elsewhere, EN),
    )
