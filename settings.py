"""Reads the environment (and `.env`) once into frozen, nested settings.

Only wiring and the doors read this; rooms get values. Every setting stands in
`.env.example` and in docs/operations.md.
"""

import os
from enum import StrEnum
from pathlib import Path

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import SettingsError

ROOT = Path(__file__).resolve().parent
DATA = ROOT / ".data"
PREFIX = "TEACHBACK_"


class Mode(StrEnum):
    """How honest a site must be about review: see STANDARDS on publishing."""

    DEMO = "demo"  # serves unreviewed pages under a visible notice
    PILOT = "pilot"  # reviewed pages only
    LIVE = "live"  # reviewed pages only


class Nested(BaseModel):
    """Base of the nested settings: frozen, no unknown names, values never shown in errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class AuditSettings(Nested):
    """Where the record is kept and how it is locked."""

    url: str = f"sqlite:///{DATA / 'audit.sqlite'}"
    key: SecretStr | None = None
    text_days: int = Field(default=180, ge=1)
    record_days: int = Field(default=6 * 365, ge=1)

    @field_validator("url")
    @classmethod
    def known_database(cls, url: str) -> str:
        """Only the two databases that are tested."""
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url


class EndpointSettings(Nested):
    """An OpenAI-compatible endpoint; without a base URL it is not used."""

    base_url: str | None = None
    name: str = ""
    api_key: SecretStr | None = None
    timeout: float = Field(default=20.0, gt=0, le=120)


class RetrievalSettings(Nested):
    """How passages are chosen."""

    limit: int = Field(default=4, ge=1, le=12)


class ChatSettings(Nested):
    """Limits of the chat."""

    max_characters: int = Field(default=2000, ge=100, le=20000)
    per_minute: int = Field(default=12, ge=1)


class StaffSettings(Nested):
    """The editing app: where it listens, and the file of who may sign in."""

    host: str = "127.0.0.1"
    port: int = Field(default=8001, ge=1, le=65535)
    people: Path | None = None


class Settings(BaseSettings):
    """All settings, from `TEACHBACK_…` (`TEACHBACK_AUDIT_URL` is `audit.url`) and `PORT`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_file=".env",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    mode: Mode = Mode.DEMO
    site_dir: Path | None = None
    knowledge_dir: Path = ROOT / "knowledge"
    index_dir: Path = ROOT / ".index"
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    audit: AuditSettings = AuditSettings()
    model: EndpointSettings = EndpointSettings()
    embedding: EndpointSettings = EndpointSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    chat: ChatSettings = ChatSettings()
    staff: StaffSettings = StaffSettings()
    port: int = Field(default=8000, validation_alias="PORT", ge=1, le=65535)

    @field_validator("site_dir", "knowledge_dir")
    @classmethod
    def folder_exists(cls, path: Path | None) -> Path | None:
        """A folder that is named must be there."""
        if path is not None and not path.is_dir():
            raise ValueError("is not a folder")
        return path


def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: one line that names the wrong setting.
    """
    _refuse_unknown_names()
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError(_first_line(error)) from None
    if settings.mode is not Mode.DEMO and settings.audit.key is None:
        raise SettingsError(f"{PREFIX}AUDIT_KEY must be set in {settings.mode} mode")
    return settings


def _refuse_unknown_names() -> None:
    """A misspelled setting would otherwise be silently ignored."""
    known = setting_names()
    given = {*os.environ, *dotenv_values(".env")}
    for name in sorted(given):
        if name.startswith(PREFIX) and name not in known:
            raise SettingsError(f"{name} is not a setting; see .env.example")


def setting_names() -> frozenset[str]:
    """Every environment name that is read."""
    names = {"PORT"}
    for field, about in Settings.model_fields.items():
        nested = about.annotation
        if isinstance(nested, type) and issubclass(nested, Nested):
            names |= {f"{PREFIX}{field}_{inner}".upper() for inner in nested.model_fields}
        elif field != "port":
            names.add(f"{PREFIX}{field}".upper())
    return frozenset(names)


def _first_line(error: ValidationError) -> str:
    problem = error.errors(include_input=False, include_url=False)[0]
    where = "_".join(str(part) for part in problem["loc"]).upper()
    name = where if where == "PORT" else f"{PREFIX}{where}"
    return f"{name} {problem['msg'].removeprefix('Value error, ')}"
