"""Who runs this: a site's contacts, hours and policy."""

from dataclasses import dataclass
from datetime import time

from domain.languages import ENGLISH, KOREAN, SPANISH, STRICT, CountryCode, LanguageTag
from domain.verdicts import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours on some days (0 Monday … 6 Sunday), local time."""

    __pydantic_config__ = STRICT

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone a patient can call."""

    __pydantic_config__ = STRICT

    name: dict[str, str]  # language tag -> name
    phone: str
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRule:
    """One override of a guardrail, answered for by a named author."""

    __pydantic_config__ = STRICT

    guardrail: str
    author: str
    reason: str
    action: Action | None = None  # None: switched off


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The people who run this installation."""

    __pydantic_config__ = STRICT

    name: str
    country: CountryCode | None = None
    languages: tuple[LanguageTag, ...] = (ENGLISH, KOREAN, SPANISH)
    clinic_language: LanguageTag = ENGLISH
    time_zone: str = "UTC"
    contacts: tuple[Contact, ...] = ()
    policy: tuple[PolicyRule, ...] = ()
    colour: str = ""
    logo: str = ""
