"""Texts that no model writes: signposts, declines, redirects' frames, "no page"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chains.hours import hours_text, is_open
from chains.numbers import Numbers, show_language
from chains.standing import is_standing
from domain.answers import Part, Sentence
from domain.conversation import Question
from domain.corpus import Passage
from domain.languages import Language, LanguageTag
from domain.sites import Site
from domain.verdicts import Route, Verdict

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
GROUPS = ("chemotherapy", "blood_thinner", "operation", "pregnant", "infant")


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTexts:
    """The house's own sentences in every language, with the site's and country's facts."""

    languages: Mapping[LanguageTag, Language]
    site: Site
    topics: Mapping[LanguageTag, tuple[str, ...]]  # titles to offer

    def signpost(
        self, verdict: Verdict, question: Question, tag: LanguageTag, numbers: Numbers
    ) -> tuple[Sentence, ...]:
        """Emergency, crisis or abuse: who can help, at once."""
        language = self.languages[tag]
        texts = language.texts
        route = verdict.route
        standing = is_standing(verdict)
        if route is Route.SELF_HARM:
            first = texts.overdose_first if _says(language.phrases.taken, question.text) else ()
            lines = (*first, *(texts.self_harm_still if standing else texts.self_harm))
        elif route is Route.ABUSE:
            lines = texts.abuse
        elif standing:
            lines = texts.emergency_still
        elif _says(language.phrases.inside, question.text):
            lines = texts.emergency_inside
        else:
            lines = (*texts.emergency, *self._poison(verdict, language))
        shown = _lines(lines, Part.FIXED, numbers.values(language))
        return (*shown, *self._to_show(route, tag, numbers))

    def over(self, tag: LanguageTag, numbers: Numbers) -> tuple[Sentence, ...]:
        """The person says that the emergency is over."""
        language = self.languages[tag]
        return _lines(language.texts.emergency_over, Part.FIXED, numbers.values(language))

    def decline(self, verdict: Verdict, tag: LanguageTag, numbers: Numbers) -> tuple[Sentence, ...]:
        """Harmful, injection, off topic."""
        language = self.languages[tag]
        texts, values = language.texts, self._values(language, numbers)
        if verdict.route is Route.HARMFUL:
            return _lines((*texts.harmful, texts.harmful_crisis), Part.FIXED, values)
        if verdict.route is Route.DIAGNOSIS or verdict.route is Route.TREATMENT:  # by policy
            kind = self.kind(verdict.route, tag, has_page=False)
            return (*kind, *self._contacts(verdict.route, language, values))
        lines = texts.injection if verdict.route is Route.INJECTION else texts.off_topic
        return _lines(lines, Part.FIXED, values)

    def kind(self, route: Route, tag: LanguageTag, *, has_page: bool) -> tuple[Sentence, ...]:
        """A redirect's first sentences."""
        texts = self.languages[tag].texts
        lines = texts.diagnosis if route is Route.DIAGNOSIS else texts.treatment
        return _lines((*lines, *((texts.general,) if has_page else ())), Part.KIND, {})

    def after(
        self,
        question: Question,
        route: Route,
        passages: tuple[Passage, ...],
        tag: LanguageTag,
        numbers: Numbers,
    ) -> Iterable[tuple[Sentence, Passage | None]]:
        """A redirect's rest: warning signs, who to ask, questions for the visit."""
        language = self.languages[tag]
        values = numbers.values(language)
        page = passages[0] if passages and passages[0].language == tag else None
        yield from self._warnings(question, page, language, values)
        for sentence in self._contacts(route, language, values):
            yield sentence, None
        own = page.visit_questions if page else ()
        questions = (own or language.texts.visit_questions)[:3]
        yield _one(language.texts.visit, Part.VISIT), None
        for text in questions:
            yield _one(text, Part.VISIT, bullet=True), page if own else None

    def no_topic(
        self, tag: LanguageTag, near: tuple[str, ...], numbers: Numbers
    ) -> tuple[Sentence, ...]:
        """There is no page on this; the nearest topics."""
        language = self.languages[tag]
        titles = near or self.topics.get(tag, ())
        offer = (language.texts.near_topics,) if titles else ()
        values = {**numbers.values(language), "topics": _joined(titles)}
        return _lines((*language.texts.no_topic, *offer), Part.FIXED, values)

    def elsewhere(
        self, tag: LanguageTag, other: LanguageTag, passages: tuple[Passage, ...]
    ) -> tuple[Sentence, ...]:
        """The page exists in another language."""
        titles = tuple(dict.fromkeys(passage.title for passage in passages))[:2]
        values = {"language": self.languages[other].name, "topics": _joined(titles)}
        return _lines((self.languages[tag].texts.other_language,), Part.NOTE, values)

    def translated(self, tag: LanguageTag, other: LanguageTag) -> tuple[Sentence, ...]:
        """What follows was translated by a machine, and nobody has read it."""
        values = {"language": self.languages[other].name}
        return _lines((self.languages[tag].texts.machine_translated,), Part.NOTE, values)

    def say(self, key: str, tag: LanguageTag, numbers: Numbers) -> tuple[Sentence, ...]:
        """A short text by its name in Texts: greeting, thanks, error and the like."""
        language = self.languages[tag]
        lines: tuple[str, ...] = getattr(language.texts, key)
        return _lines(lines, Part.FIXED, self._values(language, numbers))

    def disagree(self, tag: LanguageTag) -> tuple[Sentence, ...]:
        """A clinician said something else."""
        return _lines(self.languages[tag].texts.disagree, Part.NOTE, {})

    def _values(self, language: Language, numbers: Numbers) -> dict[str, str]:
        titles = self.topics.get(language.tag) or self.topics.get(self.site.clinic_language, ())
        return {**numbers.values(language), "topics": _joined(titles[:4])}

    def _poison(self, verdict: Verdict, language: Language) -> tuple[str, ...]:
        swallowed = any("poison" in finding.rule for finding in verdict.findings)
        return language.texts.overdose_first[1:] if swallowed else ()

    def _to_show(
        self, route: Route | None, tag: LanguageTag, numbers: Numbers
    ) -> tuple[Sentence, ...]:
        near = show_language(numbers.country, tag)
        if route is not Route.EMERGENCY or near is None or near not in self.languages:
            return ()
        values = numbers.values(self.languages[near])
        lead = _one(self.languages[tag].texts.show_lead, Part.FIXED)
        return (lead, *_lines((self.languages[near].texts.show_someone,), Part.FIXED, values))

    def _warnings(
        self, question: Question, page: Passage | None, language: Language, values: dict[str, str]
    ) -> Iterable[tuple[Sentence, Passage | None]]:
        texts = language.texts
        group = self._group(question, language)
        own = page.warning_signs.now if page and group == "adult" else ()
        signs: tuple[str, ...] = own or getattr(texts, f"warning_{group}")
        yield _one(_filled(texts.warning_now, values), Part.WARNING), None
        for sign in signs:
            yield _one(sign, Part.WARNING, bullet=True), page if own else None

    def _group(self, question: Question, language: Language) -> str:
        folded = question.text.casefold()
        return next((g for g in GROUPS if _says(getattr(language.phrases, g), folded)), "adult")

    def _contacts(
        self, route: Route, language: Language, values: dict[str, str]
    ) -> tuple[Sentence, ...]:
        texts = language.texts
        first = (texts.contact_treatment,) if route is Route.TREATMENT else ()
        lines: list[str] = []
        for contact in self.site.contacts:
            now_open = is_open(contact.hours, self.site.time_zone)
            form = texts.contact_open if now_open else texts.contact_closed
            name = contact.name.get(language.tag) or next(iter(contact.name.values()))
            hours = hours_text(contact.hours, language.texts.days)
            lines.append(form.format(name=name, phone=contact.phone, hours=hours))
            if not now_open:
                lines.append(texts.out_of_hours)
        unique = tuple(dict.fromkeys(lines)) or (texts.contact_none, texts.out_of_hours)
        return _lines((*first, *unique), Part.CONTACT, values)


def _says(patterns: tuple[str, ...], text: str) -> bool:
    return any(re.search(pattern, text.casefold()) for pattern in patterns)


def _joined(titles: tuple[str, ...]) -> str:
    return ", ".join(titles)


def _one(text: str, part: Part, *, bullet: bool = False) -> Sentence:
    return Sentence(number=0, text=text, citations=(), part=part, bullet=bullet)


def _lines(lines: Iterable[str], part: Part, values: Mapping[str, str]) -> tuple[Sentence, ...]:
    filled = (_filled(line, values) for line in lines)
    return tuple(_one(line, part) for line in filled if line)


def _filled(line: str, values: Mapping[str, str]) -> str:
    """The line with its placeholders filled; empty when one has no value."""
    if any(not values.get(name) for name in _PLACEHOLDER.findall(line)):
        return ""
    return _PLACEHOLDER.sub(lambda name: values[name[1]], line)
