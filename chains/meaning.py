"""What a word means: asked for by itself, the glossary answers, without a search or a model.

The question's checks come first all the same: a danger, an attack or a check that failed is
never answered with the meaning of a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from corpus.glossary import Glossary, folded
from domain.corpus import Passage, WarningSigns
from domain.glossary import Term, Wording
from domain.languages import ENGLISH, Language, LanguageTag, Level, Texts
from domain.verdicts import Action, Route, Verdict
from text.familiar import is_familiar

GLOSSARY = "glossary"
"""The topic that a glossary answer cites; the section is the term's id."""
LONGEST = 90
"""Characters of a message that may only ask for a word."""
_HELD = 80.0
"""Likeness (rapidfuzz.token_set_ratio) from which a sentence already says the plain word."""
_GUESSED = frozenset({Route.EDUCATION, Route.OFF_TOPIC})
_NAMED = _GUESSED | {Route.DIAGNOSIS, Route.TREATMENT}
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A glossary answer: what it cites, a guess at a misspelled word, and what it means."""

    passage: Passage
    guess: str
    said: tuple[str, ...]

    def answers(self, verdict: Verdict) -> bool:
        """Whether a message that was judged so is answered with the word.

        A bare "creatinine?" may look like anything; a guess gives way to a question about
        oneself ("이 발진이 뭐예요?").
        """
        routes = _GUESSED if self.guess else _NAMED
        return verdict.action < Action.BLOCK and (verdict.route or Route.EDUCATION) in routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Finds out whether a message only asks what a word means, and says it.

    Attributes:
        pages: folded titles and aliases of the pages: a page tells more than a glossary.
    """

    glossary: Glossary
    languages: Mapping[LanguageTag, Language]
    pages: frozenset[str]

    def __call__(self, text: str, language: LanguageTag) -> Meant | None:
        """The glossary's answer; None where something else is asked, or it has no such word."""
        if len(text) > LONGEST or not any(language in term.words for term in self.glossary.terms):
            return None
        for words, is_bare in self._asked(text.casefold().strip(), language):
            if folded(words) in self.pages:
                return None
            term = self.glossary.named(words, language)
            guess = self._guess(words, language) if not (term or is_bare) else None
            meant = term or guess
            # "headache" alone is a complaint, "what is a headache" a question
            if meant and language in meant.words and not (is_bare and meant.kind == "symptom"):
                return self._of(meant, language, is_guess=guess is not None)
        return None

    def again(self, passage_id: str | None, language: LanguageTag) -> Meant | None:
        """A glossary answer of an earlier turn, in this language."""
        topic, _, term_id = (passage_id or "").partition("#")
        term = self.glossary.with_id(term_id) if topic == GLOSSARY else None
        return self._of(term, language, is_guess=False) if term and language in term.words else None

    def _guess(self, words: str, language: LanguageTag) -> Term | None:
        """The term that a misspelled word may mean: "table" is a word of its own."""
        is_word = all(map(is_familiar, words.split())) and language == ENGLISH
        return None if is_word else self.glossary.like(words, language)

    def _asked(self, text: str, language: LanguageTag) -> Iterator[tuple[str, bool]]:
        """The words that a message asks for, and whether it is nothing but them."""
        bare = _EDGES.sub("", text)
        for tag in sorted(self.languages, key=lambda tag: tag != language):
            for pattern in self.languages[tag].phrases.meaning:
                if found := re.search(pattern, text):
                    words = _EDGES.sub("", found["term"])
                    yield words, words == bare
        yield bare, True

    def _of(self, term: Term, language: LanguageTag, *, is_guess: bool) -> Meant:
        texts = self.languages[language].texts
        said = _said(term.words[language], texts)
        found = _passage(term, language, " ".join(said))
        guess = texts.glossary_guess.format(term=term.words[language].term) if is_guess else ""
        return Meant(passage=found, guess=guess, said=said)


def _said(wording: Wording, texts: Texts) -> tuple[str, ...]:
    """The meaning; before it the plain word, unless the meaning holds it."""
    if fuzz.token_set_ratio(wording.plain.casefold(), wording.meaning.casefold()) >= _HELD:
        return (wording.meaning,)
    plain = texts.glossary.format(term=wording.term, plain=wording.plain)
    starts_small = wording.term.islower()  # not "eGFR"
    return plain[0].upper() + plain[1:] if starts_small else plain, wording.meaning


def _passage(term: Term, language: LanguageTag, text: str) -> Passage:
    return Passage(
        topic=GLOSSARY,
        section=term.id,
        language=language,
        country=None,
        title=term.words[language].term,
        heading=term.words[language].term,
        level=Level.EASY,
        text=text,
        score=0.0,
        review_by=date.max,
        reviewed_on=None,
        review_status="unreviewed",
        warning_signs=WarningSigns(),
        visit_questions=(),
    )
