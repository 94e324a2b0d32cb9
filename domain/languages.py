"""Languages and reading levels."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

STRICT = {"extra": "forbid"}
"""For readers of files: a key that is not a field is an error, with its name."""

LanguageTag = NewType("LanguageTag", str)
"""A BCP 47 primary tag in lower case: `en`, `ko`, `es`, `vi`, `zh`, `ja`."""

CountryCode = NewType("CountryCode", str)
"""An ISO 3166-1 alpha-2 code in upper case: `KR`, `US`."""

ENGLISH = LanguageTag("en")
KOREAN = LanguageTag("ko")
SPANISH = LanguageTag("es")


class Tier(StrEnum):
    """How much of a language Teachback speaks."""

    FULL = "full"  # pages, checks and measures
    SAFETY = "safety"  # notice, danger rules, numbers, redirects, "no page in this language"


class Level(StrEnum):
    """The reading level a person asked for. `easy` is everyone's default."""

    EASY = "easy"
    STANDARD = "standard"
    DETAILED = "detailed"

    def simpler(self) -> "Level":
        """The next simpler level, or this one if there is none."""
        order = list(Level)
        return order[max(0, order.index(self) - 1)]

    def harder(self) -> "Level":
        """The next more detailed level, or this one if there is none."""
        order = list(Level)
        return order[min(len(order) - 1, order.index(self) + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every sentence shown that is not a page's own. One string is one sentence.

    Placeholders in braces are filled by chains.fixed; a number's placeholder
    stands only where the country's file is known to hold one.
    """

    __pydantic_config__ = STRICT

    emergency: tuple[str, ...]
    emergency_inside: tuple[str, ...]  # the person is in the hospital: "press the call bell"
    emergency_still: tuple[str, ...]  # a later turn while the danger stands
    emergency_over: tuple[str, ...]  # the person says it is over: be seen today
    overdose_first: tuple[str, ...]  # before the crisis text, when something was taken
    self_harm: tuple[str, ...]
    self_harm_still: tuple[str, ...]
    abuse: tuple[str, ...]
    show_someone: str  # in this language, to show to someone near
    show_lead: str  # "Show this to someone near you:"
    harmful: tuple[str, ...]
    harmful_crisis: str
    injection: tuple[str, ...]
    off_topic: tuple[str, ...]
    diagnosis: tuple[str, ...]
    treatment: tuple[str, ...]
    general: str  # "In general, our pages say:"
    no_topic: tuple[str, ...]
    near_topics: str  # {topics}
    other_language: str  # {topics} {language}
    machine_translated: str  # {language} of the page
    warning_now: str
    warning_today: str
    help_now: str
    help_today: str
    help_next_visit: str
    warning_adult: tuple[str, ...]
    warning_infant: tuple[str, ...]
    warning_pregnant: tuple[str, ...]
    warning_operation: tuple[str, ...]
    warning_chemotherapy: tuple[str, ...]
    warning_blood_thinner: tuple[str, ...]
    contact_open: str  # {name} {phone} {hours}
    contact_closed: str
    contact_none: str
    contact_treatment: str  # before the next dose: pharmacist or care team
    out_of_hours: str  # {phone}
    visit: str
    visit_questions: tuple[str, ...]
    disagree: tuple[str, ...]  # a clinician said something else
    blocked: tuple[str, ...]
    error: tuple[str, ...]  # {emergency}
    greeting: tuple[str, ...]
    thanks: tuple[str, ...]
    empty: tuple[str, ...]
    not_words: tuple[str, ...]
    too_long: tuple[str, ...]
    closed: tuple[str, ...]
    glossary: str  # {term} {plain}
    glossary_guess: str  # {term}: the word was misspelled, and this may be meant
    language_set: tuple[str, ...]
    level_set: tuple[str, ...]
    nothing_to_repeat: tuple[str, ...]
    unreviewed: str
    local_emergency: str  # where the country's number is not known
    days: tuple[str, str, str, str, str, str, str]  # Monday first, short


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Words that are recognised, as linear regular expressions without flags.

    A command or courtesy must be the whole message; the others are searched.
    """

    __pydantic_config__ = STRICT

    simpler: tuple[str, ...]
    harder: tuple[str, ...]
    shorter: tuple[str, ...]
    language: dict[str, tuple[str, ...]]  # tag -> ways to ask for that language
    greeting: tuple[str, ...]
    thanks: tuple[str, ...]
    over: tuple[str, ...]  # "it is over", "that was not happening"
    follow_up: tuple[str, ...]  # openings that lean on the turn before
    inside: tuple[str, ...]  # the person is in the hospital
    infant: tuple[str, ...]
    pregnant: tuple[str, ...]
    operation: tuple[str, ...]
    chemotherapy: tuple[str, ...]
    blood_thinner: tuple[str, ...]
    taken: tuple[str, ...]  # something was swallowed or taken
    method: tuple[str, ...]  # dose, toxicity or method facts
    meaning: tuple[str, ...]  # "what does {term} mean", with a group named term
    told_otherwise: tuple[str, ...]  # "my doctor said something else"


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerRule:
    """One situation: every pattern of `all` within `within` characters of each other.

    Attributes:
        always: frames (past, about, supposed, negated) do not switch it off.
        unless: if one of these is near, the rule does not apply.
    """

    __pydantic_config__ = STRICT

    name: str
    route: str
    all: tuple[str, ...]
    within: int = 60
    always: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerRules:
    """A language's danger rules, with the frames that turn a sign into a question."""

    __pydantic_config__ = STRICT

    spaceless: bool  # matched on the text without spaces (Korean, Chinese, Japanese)
    words: dict[str, str]  # name -> alternation, used in rules as {name}
    about: tuple[str, ...]  # a question about the sign, not a sign
    past: tuple[str, ...]
    supposed: tuple[str, ...]
    negated_before: tuple[str, ...]
    negated_after: tuple[str, ...]
    present: tuple[str, ...]  # here and now: beats about, past and supposed
    rules: tuple[DangerRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A question the chat offers to begin with."""

    __pydantic_config__ = STRICT

    label: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that Teachback knows of one language (knowledge/languages/<tag>.toml)."""

    __pydantic_config__ = STRICT

    tag: LanguageTag
    name: str  # in itself: "한국어"
    tier: Tier
    texts: Texts
    phrases: Phrases
    danger: DangerRules
    chat: dict[str, str]
    starters: tuple[Starter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One number to call in a country, with where and when it was checked."""

    __pydantic_config__ = STRICT

    kind: str  # emergency, crisis, poison, abuse, medical_advice, police, child, migrant
    phone: str
    name: dict[str, str]  # language tag -> name; "en" always there
    hours: str
    source: str
    languages: tuple[str, ...]
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's numbers (knowledge/numbers/<code>.toml)."""

    __pydantic_config__ = STRICT

    code: CountryCode
    language: LanguageTag  # of the people near
    lines: tuple[HelpLine, ...]
    also_called: tuple[str, ...] = ()  # names a person may say they are in

    def line(self, kind: str) -> HelpLine | None:
        """The first line of this kind."""
        return next((line for line in self.lines if line.kind == kind), None)
