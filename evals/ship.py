"""Makes what ships with the project: kept vectors and the fitted classifier."""

from corpus.passages import shelves
from corpus.vectors import SHIPPED as VECTORS
from corpus.vectors import VectorStore, write
from guardrails import fitting
from guardrails.examples import SHIPPED as EXAMPLES
from guardrails.examples import read_examples
from guardrails.learned import SHIPPED as FITTED
from settings import load_settings
from wiring import build_embedder, build_examples, build_house, build_route_embedder


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
    encoder = build_route_embedder()
    lines = read_examples(EXAMPLES)
    texts = [line.text for line in lines]
    vectors = build_examples(settings, encoder)(texts)
    kept = VectorStore(f"{encoder.name}-examples", settings.index_dir)
    write(VECTORS / f"{encoder.name}-examples.npz", kept.keep_only(texts))
    fitting.save(fitting.fit(lines, vectors, encoder.name), FITTED)
    return f"{len(leads)} leads, {len(lines)} lines, {FITTED.stat().st_size / 1e6:.1f} MB model"
