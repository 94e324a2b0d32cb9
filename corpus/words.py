"""Languages, countries and the site, read from their files."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from corpus.toml_files import read_toml
from domain.errors import KnowledgeError
from domain.languages import STRICT, Country, CountryCode, Language, LanguageTag
from domain.phrases import phrase
from domain.sites import PolicyRule, Site
from domain.verdicts import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleFields:
    """One of the rules; the action by name, left out or "off": switched off."""

    __pydantic_config__ = STRICT

    guardrail: str
    author: str
    reason: str
    action: Literal["off", "note", "revise", "redirect", "decline", "block"] = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class _PolicyFile:
    """`policy.toml`: a list of [[rules]]."""

    __pydantic_config__ = STRICT

    rules: tuple[_RuleFields, ...]


def read_languages(folder: Path) -> dict[LanguageTag, Language]:
    """Every language of `knowledge/languages`, by tag.

    Raises:
        KnowledgeError: a file is incomplete for its tier; names what is missing.
    """
    languages: dict[LanguageTag, Language] = {}
    for path in sorted(folder.glob("*.toml")):
        language = read_toml(path, Language, tag=path.stem)
        languages[language.tag] = language
    _refuse_gaps_in_chat_words(folder, languages)
    return languages


def _refuse_gaps_in_chat_words(folder: Path, languages: dict[LanguageTag, Language]) -> None:
    wanted = set(languages[LanguageTag("en")].chat) if "en" in languages else set[str]()
    for tag, language in languages.items():
        missing = sorted(wanted - set(language.chat))
        if missing:
            path = str(folder / f"{tag}.toml")
            problem = phrase("chat.{word}: Field required", word=missing[0])
            raise KnowledgeError(path, 1, problem, phrase("add it"))


def read_countries(folder: Path) -> dict[CountryCode, Country]:
    """Every country of `knowledge/numbers`, by code."""
    countries = (read_toml(path, Country, code=path.stem) for path in sorted(folder.glob("*.toml")))
    return {country.code: country for country in countries}


def read_site(folder: Path | None) -> Site:
    """The site's own words, or a site without contacts where there is no folder.

    Raises:
        KnowledgeError: an unknown key or a wrong value, with its line.
    """
    if folder is None:
        return Site(name="Teachback")
    path = folder / "site.toml"
    site = read_toml(path, Site) if path.is_file() else Site(name="Teachback")
    _refuse_unusable(path, site)
    policy = folder / "policy.toml"
    if not policy.is_file():
        return site
    rules = read_toml(policy, _PolicyFile).rules
    return replace(site, policy=tuple(map(_rule, rules)))


def _rule(fields: _RuleFields) -> PolicyRule:
    action = None if fields.action == "off" else Action[fields.action.upper()]
    return PolicyRule(
        guardrail=fields.guardrail, action=action, author=fields.author, reason=fields.reason
    )


def _refuse_unusable(path: Path, site: Site) -> None:
    """What would only be noticed when a patient is told whom to call."""
    try:
        ZoneInfo(site.time_zone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        problem = phrase("time_zone: there is no zone {zone}", zone=site.time_zone)
        mend = phrase("name a zone such as Asia/Seoul")
        raise KnowledgeError(str(path), 1, problem, mend) from None
    for contact in site.contacts:
        if not contact.name:
            problem = phrase("contacts.name is empty")
            raise KnowledgeError(str(path), 1, problem, phrase("name it in a language"))
        for hours in contact.hours:
            if not hours.days or not set(hours.days) <= set(range(7)):
                problem = phrase("contacts.hours.days: {days}", days=list(hours.days))
                raise KnowledgeError(str(path), 1, problem, phrase("0 Monday to 6 Sunday"))
