"""A model behind a site's own client that says what it is told to, within this process."""

import json
import random

import httpx2
from openai import AsyncOpenAI

from chains.models import ChatModel
from evals.peers.endpoint import DONE, event


def canned_model(text: str, again: str, chunk: int, rng: random.Random) -> ChatModel:
    """A model.

    Args:
        text: what it answers.
        again: what it says when it is asked to mend a sentence.
        chunk: up to how many characters come at once.
        rng: how many do.
    """

    def reply(request: httpx2.Request) -> httpx2.Response:
        asked = json.loads(request.content)["messages"][-1]["content"]
        events = _events(again if "<sentence>" in asked else text, chunk, rng)
        return httpx2.Response(200, headers={"Content-Type": "text/event-stream"}, content=events)

    client = AsyncOpenAI(
        base_url="http://model/v1",
        api_key="none",
        max_retries=0,
        http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(reply)),
    )
    return ChatModel(client=client, name="canned", first_token_s=5)


def _events(text: str, chunk: int, rng: random.Random) -> bytes:
    lines: list[str] = []
    while text:
        size = rng.randint(1, chunk)
        lines.append(event({"content": text[:size]}, None))
        text = text[size:]
    return "".join((*lines, event({}, "stop"), DONE)).encode()
