"""A plain LangChain chain over the same blocks with the same embedding, as a tutorial builds it."""

from collections.abc import Callable

from langchain_chroma import Chroma
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from corpus.embeddings import CachedEmbedder
from corpus.house import House
from corpus.langchain_embeddings import AsLangChain


def plain_chain(house: House, embedder: CachedEmbedder) -> Callable[[str], None]:
    """What a tutorial builds: sections in Chroma, a retriever, a prompt, a model, a parser."""
    texts = [block for t in house.topics for s in t.sections for block in s.blocks.values()]
    store = Chroma.from_texts(  # pyright: ignore[reportUnknownMemberType]  # metadatas: list[dict]
        texts, AsLangChain(embedder)
    )  # pyright: ignore[reportArgumentType]
    prompt = ChatPromptTemplate.from_template("{context}\n\n{question}")
    model = FakeListChatModel(responses=["A canned answer of one sentence."])
    retriever = store.as_retriever(search_kwargs={"k": 4})
    chain = (
        {"context": retriever, "question": RunnablePassthrough()}
        | prompt
        | model
        | StrOutputParser()
    )

    def ask(question: str) -> None:
        chain.invoke(question)

    return ask
