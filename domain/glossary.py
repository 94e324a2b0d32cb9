"""Words of medicine, each with a plain word and one plain sentence."""

from dataclasses import dataclass

from domain.languages import STRICT, LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A term in one language.

    Attributes:
        term: as leaflets write it.
        plain: what people say, or a few plain words; stands in brackets behind the term.
        meaning: one sentence that stands alone.
        aliases: other names, brands, abbreviations and common misspellings.
    """

    __pydantic_config__ = STRICT

    term: str
    plain: str
    meaning: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of knowledge/glossary.

    Attributes:
        kind: body, care, condition, imaging, medicine, number, procedure, symptom or test.
        hard: few people know it: at first use in an answer its plain word stands beside it.
    """

    id: str
    kind: str
    hard: bool
    words: dict[LanguageTag, Wording]
