"""Opens the record, with the key that its entries are sealed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from settings import DATA, Settings

if TYPE_CHECKING:
    from audit.store import AuditStore


def build_audit_store(settings: Settings, *, begin: bool = True) -> AuditStore:
    """The record; begun, turns that dead writers left open are marked.

    Args:
        settings: of this process.
        begin: False for who only reads: a chain of its own is not started.

    Raises:
        RecordFailed: it cannot be opened or written.
        SettingsError: the key is not the record's.
    """
    from audit.store import AuditStore  # noqa: PLC0415 - slow

    store = AuditStore(settings.audit.url, audit_secret(settings))
    if begin:
        store.begin()
    return store


def audit_secret(settings: Settings) -> str:
    """The site's key; in demo mode one is made and kept beside the record.

    Raises:
        SettingsError: the kept key is empty.
    """
    if settings.audit.key:
        return settings.audit.key.get_secret_value()
    from audit.kept_key import kept_key  # noqa: PLC0415 - slow

    return kept_key(DATA / "audit.key")


def staff_secret() -> str:
    """What the staff's sessions are signed with; made once and kept beside the record."""
    from audit.kept_key import kept_key  # noqa: PLC0415 - slow

    return kept_key(DATA / "staff.key")
