"""Which answerers a site has: always the embedded one, a model's before it where one is set."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from chains.compose import Composer, EmbeddedComposer
from chains.compose_model import ModelComposer, ModelReviser
from chains.gate import Reviser
from chains.judge import Judge
from chains.models import chat_model
from chains.prompts import prompts_hash
from domain.languages import Language, LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerers:
    """The composer in use, what steps in for it, and what stands in the record."""

    composer: Composer
    embedded: Composer
    reviser: Reviser | None
    judge: Judge | None
    name: str
    prompts: str


def answerers(
    languages: Mapping[LanguageTag, Language],
    *,
    base_url: str | None,
    name: str,
    api_key: SecretStr | None,
    timeout: float,
) -> Answerers:
    """The answerers; without a base URL the embedded one alone."""
    embedded = EmbeddedComposer(languages=languages)
    if not base_url:
        return Answerers(
            composer=embedded,
            embedded=embedded,
            reviser=None,
            judge=None,
            name="embedded",
            prompts="none",
        )
    model = chat_model(base_url=base_url, name=name, api_key=api_key, timeout=timeout)
    return Answerers(
        composer=ModelComposer(model=model, fallback=embedded, languages=languages),
        embedded=embedded,
        reviser=ModelReviser(model=model, languages=languages),
        judge=Judge(model=model),
        name=name,
        prompts=prompts_hash(),
    )
