"""Where LangChain's embeddings and ours meet (apart, since LangChain is slow to import)."""

from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from corpus.embeddings import unit
from domain.embedding import Embedder, Vectors
from domain.errors import EmbeddingFailed

LONGEST = 2000
"""Characters that are sent."""


class EndpointEmbedder:
    """Any OpenAI-compatible embedding endpoint."""

    def __init__(self, *, base_url: str, name: str, api_key: SecretStr | None) -> None:
        self._client = OpenAIEmbeddings(
            model=name,
            base_url=base_url,
            api_key=api_key or SecretStr("none"),
            check_embedding_ctx_length=False,
            timeout=20,
            max_retries=2,
        )
        self.name = f"endpoint-{name}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See domain.embedding.Embedder."""
        try:
            vectors = self._client.embed_documents([text[:LONGEST] for text in texts])
        except Exception as error:  # noqa: BLE001 - the client raises many kinds; all mean the same
            raise EmbeddingFailed(type(error).__name__) from None
        return unit(np.asarray(vectors, dtype=np.float32))

    queries = passages


class AsLangChain(Embeddings):
    """Our embedder in LangChain's words."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """See langchain_core.embeddings.Embeddings."""
        return self._embedder.passages(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        """See langchain_core.embeddings.Embeddings."""
        return self._embedder.queries([text])[0].tolist()
