"""Any OpenAI-compatible endpoint as a stream of text."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from openai import AsyncOpenAI, OpenAIError, Timeout
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema
from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState
from pydantic import BaseModel, SecretStr

from domain.errors import ModelFailed

BETWEEN_TOKENS_S = 5.0
CONNECT_S = 3.0
RETRIES = 2
MOST_CHARACTERS = 6000
"""After this many the stream is closed: no answer is that long."""
FAILURES = 3
REST_S = 30.0
"""After so many failures in a row nobody waits for the model: the pages answer for so long."""
_UNFINISHED = frozenset({"length", "content_filter"})
_NONSENSE = (ValueError, TypeError, AttributeError)  # the client does not validate what comes


Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModel:
    """One model at one endpoint.

    Attributes:
        client: retries 429 and 5xx with jitter, before the first token only.
        first_token_s: how long the first token may take.
    """

    client: AsyncOpenAI
    name: str
    first_token_s: float
    breakers: AsyncCircuitBreakerFactory = field(
        default_factory=lambda: AsyncCircuitBreakerFactory(
            FAILURES, REST_S, exclude=[GeneratorExit, asyncio.CancelledError]
        )
    )

    async def stream(
        self, messages: Sequence[ChatCompletionMessageParam], *, most_tokens: int = 600
    ) -> AsyncIterator[str]:
        """Pieces of the model's text as they come.

        Raises:
            ModelFailed: unreachable, refused, stalled, cut off, or nonsense.
        """
        async with self._guarded():
            async with asyncio.timeout(self.first_token_s):
                opened = await self.client.chat.completions.create(
                    model=self.name,
                    messages=list(messages),
                    temperature=0,
                    seed=0,
                    max_tokens=most_tokens,
                    stream=True,
                )
            async with opened as chunks:
                async for piece in _patient(aiter(chunks), self.first_token_s):
                    yield piece

    @asynccontextmanager
    async def _guarded(self) -> AsyncGenerator[None]:
        """Every way to fail as one error, counted; none is tried while the model rests.

        Raises:
            ModelFailed: naming the error, never what it says: it may hold the key.
        """
        try:
            async with await self.breakers.get_breaker(self.name):
                yield
        except OpenedState:
            raise ModelFailed("at rest after failures") from None
        except (OpenAIError, LookupError, TimeoutError, *_NONSENSE) as error:
            raise ModelFailed(type(error).__name__) from None

    async def structured(
        self, messages: Sequence[ChatCompletionMessageParam], form: type[Form], *, patience_s: float
    ) -> Form:
        """The model's answer in a form of ours; asked once, without retries.

        Raises:
            ModelFailed: unreachable, refused, or not in that form.
        """
        schema: ResponseFormatJSONSchema = {
            "type": "json_schema",
            "json_schema": {
                "name": form.__name__.lower(),
                "strict": True,
                "schema": form.model_json_schema(),
            },
        }
        async with self._guarded(), asyncio.timeout(patience_s):
            reply = await self.client.with_options(max_retries=0).chat.completions.create(
                model=self.name,
                messages=list(messages),
                temperature=0,
                max_tokens=20,
                response_format=schema,
            )
            return form.model_validate_json(reply.choices[0].message.content or "")

    async def whole(
        self, messages: Sequence[ChatCompletionMessageParam], *, most_tokens: int = 120
    ) -> str:
        """The model's whole text.

        Raises:
            ModelFailed: as `stream`.
        """
        return "".join([piece async for piece in self.stream(messages, most_tokens=most_tokens)])


def chat_model(*, base_url: str, name: str, api_key: SecretStr | None, timeout: float) -> ChatModel:
    """A model behind a base URL."""
    client = AsyncOpenAI(
        base_url=base_url,
        api_key=api_key.get_secret_value() if api_key else "none",
        max_retries=RETRIES,
        timeout=Timeout(timeout, connect=CONNECT_S),
    )
    return ChatModel(client=client, name=name, first_token_s=timeout)


async def _patient(chunks: AsyncIterator[object], first_token_s: float) -> AsyncIterator[str]:
    """The text of each chunk; a stream that ends without saying so was cut off."""
    wait, length, ended = first_token_s, 0, False
    while True:
        try:
            async with asyncio.timeout(wait):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            break
        wait = BETWEEN_TOKENS_S
        for choice in getattr(chunk, "choices", None) or ():
            text = getattr(choice.delta, "content", None)
            if isinstance(text, str) and text:
                length += len(text)
                yield text
            if choice.finish_reason in _UNFINISHED:
                raise ModelFailed("cut off")
            ended = ended or choice.finish_reason is not None
        if length > MOST_CHARACTERS:
            raise ModelFailed("endless")
    if not ended:
        raise ModelFailed("cut off")
