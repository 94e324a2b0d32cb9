"""Drafts from the command line."""

import os
from datetime import UTC, datetime
from pathlib import Path

from corpus.desk import Desk
from corpus.house import homes_of
from corpus.skeleton import skeleton
from domain.errors import NotAllowed
from domain.languages import LanguageTag
from settings import Settings, load_settings


def desk_of() -> tuple[Settings, Desk]:
    """The desk of this process' settings."""
    settings = load_settings()
    home = settings.site_dir or settings.knowledge_dir
    others = (one for one in homes_of(settings.knowledge_dir, settings.site_dir) if one != home)
    return settings, Desk(home, *others)


def begun(language: LanguageTag, slug: str, text: str = "") -> Path:
    """A draft with this text, else an empty page; gives its path.

    Raises:
        NotAllowed: there is such a page already, or it cannot be named so.
    """
    _, desk = desk_of()
    if desk.work(language, slug).text:
        raise NotAllowed(f"{language}/{slug} exists already: edit {desk.draft(language, slug)}")
    text = text or skeleton(language, slug, datetime.now(UTC).date())
    desk.save(language, slug, text, based_on=desk.work(language, slug).hash, who=who())
    return desk.draft(language, slug)


def who() -> str:
    """Who works at the command line."""
    return os.environ.get("USER") or "somebody at the command line"
