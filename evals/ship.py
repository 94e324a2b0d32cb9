"""Makes what ships with the project: kept vectors and the fitted classifier."""

from corpus.passages import shelves
from corpus.subjects import read_known
from corpus.vectors import SHIPPED as VECTORS
from corpus.vectors import VectorStore, write
from guardrails import fitting
from guardrails.classifier import SAID
from guardrails.examples import ANSWERS, read_answers, read_taught
from guardrails.learned import SHIPPED as FITTED
from guardrails.learned import SHIPPED_ANSWERS
from settings import load_settings
from wiring import build_embedder, build_house, build_subjects
from wiring.guarding import build_examples, build_route_embedder, build_said


def ship() -> str:
    """Write vectors of all pages and lines, and the model; says what was written."""
    settings = load_settings()
    embedder = build_embedder(settings, settings.index_dir)
    leads = [
        lead.text
        for shelf in shelves(build_house(settings).topics).values()
        for lead in shelf.leads
    ]
    embedder.passages(leads)
    embedder.save()
    store = VectorStore(embedder.name, settings.index_dir)
    write(VECTORS / f"{embedder.name}.npz", store.keep_only(leads))
    known = [one.text for of_language in read_known().values() for one in of_language]
    build_subjects(embedder)
    subjects = VectorStore(f"{embedder.name}-subjects", settings.index_dir)
    write(VECTORS / f"{embedder.name}-subjects.npz", subjects.keep_only(known))
    encoder = build_route_embedder()
    lines = read_taught()
    texts = [line.text for line in lines]
    vectors = build_examples(settings, encoder)(texts)
    kept = VectorStore(f"{encoder.name}-examples", settings.index_dir)
    write(VECTORS / f"{encoder.name}-examples.npz", kept.keep_only(texts))
    fitting.save(fitting.fit(lines, vectors, encoder.name), FITTED)
    said = read_answers(ANSWERS)
    sentences = [line.text for line in said]
    build_said(settings, encoder)
    kept = VectorStore(f"{encoder.name}-answers", settings.index_dir)
    write(VECTORS / f"{encoder.name}-answers.npz", kept.keep_only(sentences))
    fitting.save(fitting.fit(said, kept.vectors(sentences), encoder.name, SAID), SHIPPED_ANSWERS)
    return f"{len(leads)} leads, {len(lines)} lines, {FITTED.stat().st_size / 1e6:.1f} MB model"
