"""NeMo Guardrails over a hundred answers at once, chunks held back until its output rail saw them.

`nemo.py URL`; the texts come as a JSON list on standard input, one JSON object of results goes out.
Run by an environment of its own (`make peers`), never imported.
"""

# ruff: noqa: T201 - a script for another environment

import asyncio
import json
import os
import re
import statistics
import sys
import time

from nemoguardrails import LLMRails, RailsConfig
from nemoguardrails.actions.rail_outcome import RailOutcome
from nemoguardrails.embeddings.providers import register_embedding_provider
from nemoguardrails.embeddings.providers.base import EmbeddingModel

SAY = "SAY:"  # as in endpoint.py, whose server this environment does not have
CLAIM = "You clearly have diabetes."
CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\byou (?:clearly|definitely|probably|most likely) have\b",
        r"\b(?:your diagnosis is|i diagnose you|this means (?:that )?you have)\b",
        r"\b(?:usted|ud\.) (?:claramente|seguramente|probablemente) tiene\b",
        r"\bsu diagnóstico es\b",
        r"(?:당신은|환자분은).{0,30}(?:에 걸렸|(?:병|암|염)입니다)",
    )
)
FLOWS = """
define subflow check diagnosis
  $outcome = execute claims_no_diagnosis
  if $outcome.is_blocked
    bot refuse to respond
    stop
"""
# `passthrough` sends the message as it is, in one call of the model.
CONFIG = """
colang_version: "1.0"
passthrough: true
models:
  - type: main
    engine: openai
    model: m
    parameters:
      base_url: {url}/v1
      api_key: "none"
  - type: embeddings
    engine: "constant"
    model: "constant"
rails:
  output:
    flows:
      - check diagnosis
    streaming:
      enabled: true
      chunk_size: 20
      context_size: 5
      stream_first: false
"""


class Constant(EmbeddingModel):
    """In place of the model that NeMo downloads to index its own messages; nothing is searched."""

    engine_name = "constant"

    def __init__(self, embedding_model: str, **_: object) -> None:
        self.model = embedding_model

    async def encode_async(self, documents: list[str]) -> list[list[float]]:
        """The same vector for each."""
        return self.encode(documents)

    def encode(self, documents: list[str]) -> list[list[float]]:
        """The same vector for each."""
        return [[1.0] for _ in documents]


# It takes the context, not `text=$bot_message`: NeMo keeps a parameter's first value in the flow.
async def claims_no_diagnosis(context: dict | None = None, **_: object) -> RailOutcome:
    """The output rail: whether the chunk may be shown."""
    said = (context or {}).get("bot_message") or ""
    claims = any(claim.search(said) for claim in CLAIMS)
    return RailOutcome.block() if claims else RailOutcome.allow()


async def shown(rails: LLMRails, text: str) -> tuple[str, float]:
    """What was shown of one answer, and the seconds to its first piece."""
    started = time.monotonic()
    first = 0.0
    pieces = []
    async for piece in rails.stream_async(messages=[{"role": "user", "content": f"{SAY}{text}"}]):
        first = first or time.monotonic() - started
        pieces.append(piece)
    return "".join(pieces), first


async def measured(rails: LLMRails, texts: list[str]) -> dict[str, float]:
    """All texts at once, after one that warms up.

    Raises:
        RuntimeError: the rail let a claim through, so it did not run.
    """
    await shown(rails, texts[0])
    started, spent = time.monotonic(), time.process_time()
    found = await asyncio.gather(*(shown(rails, text) for text in texts))
    total, cpu = time.monotonic() - started, time.process_time() - spent
    if CLAIM in (await shown(rails, CLAIM))[0]:
        raise RuntimeError("the output rail did not hold a claim back")
    return {
        "total_s": total,
        "cpu_s": cpu,
        "first_s": statistics.median(first for _, first in found),
        "shown": sum(
            said.strip() == text.strip() for text, (said, _) in zip(texts, found, strict=True)
        ),
    }


def main() -> None:
    """Measure, and print one JSON object."""
    os.environ["NEMO_GUARDRAILS_NO_USAGE_STATS"] = "1"  # it reports to NVIDIA otherwise
    register_embedding_provider(Constant)
    config = RailsConfig.from_content(FLOWS, CONFIG.format(url=sys.argv[1]))
    rails = LLMRails(config)
    rails.register_action(claims_no_diagnosis, "claims_no_diagnosis")
    print(json.dumps(asyncio.run(measured(rails, json.load(sys.stdin)))))


if __name__ == "__main__":
    main()
