"""The environment: read once, wrong settings named in one line, values never shown."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from domain.errors import SettingsError
from settings import PREFIX, ROOT, Mode, Settings, load_settings, setting_names

SECRET = "a-secret-that-nobody-may-see"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """No setting of whoever runs the tests, no .env."""
    for name in list(os.environ):
        if name.upper().startswith(PREFIX) or name == "PORT":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def given(clean: pytest.MonkeyPatch, **settings: str) -> Settings:
    for name, value in settings.items():
        clean.setenv(name if name == "PORT" else PREFIX + name, value)
    return load_settings()


def test_without_settings_it_is_a_demonstration_on_this_machine() -> None:
    settings = load_settings()
    assert settings.mode is Mode.DEMO
    assert settings.port == 8000
    assert settings.audit.url.startswith("sqlite:///")
    assert settings.model.base_url is None
    assert settings.knowledge_dir == ROOT / "knowledge"
    assert (settings.audit.text_days, settings.audit.record_days) == (180, 2190)


def test_every_setting_of_the_contract_is_read(clean: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = given(
        clean,
        MODE="live", SITE_DIR=str(tmp_path), KNOWLEDGE_DIR=str(tmp_path),
        INDEX_DIR=str(tmp_path / "index"), COUNTRY="KR", AUDIT_URL="postgresql://h/d",
        AUDIT_KEY=SECRET, MODEL_BASE_URL="http://m/v1", MODEL_NAME="m", MODEL_API_KEY=SECRET,
        EMBEDDING_BASE_URL="http://e/v1", EMBEDDING_NAME="e", EMBEDDING_API_KEY=SECRET,
        PORT="8123",
    )  # fmt: skip
    assert settings.mode is Mode.LIVE
    assert settings.site_dir == settings.knowledge_dir == tmp_path
    assert settings.index_dir == tmp_path / "index"
    assert settings.country == "KR"
    assert settings.audit.url == "postgresql://h/d"
    assert (settings.model.base_url, settings.model.name) == ("http://m/v1", "m")
    assert (settings.embedding.base_url, settings.embedding.name) == ("http://e/v1", "e")
    assert settings.port == 8123
    for key in (settings.audit.key, settings.model.api_key, settings.embedding.api_key):
        assert key is not None
        assert key.get_secret_value() == SECRET


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MODE", "production", "'demo', 'pilot' or 'live'"),
        ("COUNTRY", "Korea", "should match pattern"),
        ("COUNTRY", "kr", "should match pattern"),
        ("PORT", "0", "greater than or equal to 1"),
        ("PORT", "http", "valid integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("SITE_DIR", "/nowhere/at/all", "is not a folder"),
        ("KNOWLEDGE_DIR", "/nowhere/at/all", "is not a folder"),
        ("AUDIT_URL", "mysql://h/d", "must start with sqlite:/// or postgresql://"),
        ("AUDIT_TEXT_DAYS", "0", "greater than or equal to 1"),
        ("MODEL_TIMEOUT", "-1", "greater than 0"),
        ("RETRIEVAL_LIMIT", "99", "less than or equal to 12"),
        ("CHAT_MAX_CHARACTERS", "5", "greater than or equal to 100"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(
    clean: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        given(clean, **{name: value})
    line = str(raised.value)
    assert line.startswith(name if name == "PORT" else PREFIX + name)
    assert words in line
    assert "\n" not in line


@pytest.mark.parametrize("name", ["MOED", "AUDIT", "AUDIT_KEYS", "MODEL_BASE", "X"])
def test_a_misspelled_setting_is_refused_by_name(clean: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(SettingsError, match=f"{PREFIX}{name} is not a setting"):
        given(clean, **{name: "1"})


def test_a_misspelled_setting_in_the_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TEACHBACK_MOED=live\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="TEACHBACK_MOED is not a setting"):
        load_settings()


def test_the_file_is_read_and_the_environment_goes_before_it(
    clean: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "TEACHBACK_COUNTRY=KR\nTEACHBACK_MODEL_NAME=m\nOTHER=1\n", encoding="utf-8"
    )
    settings = given(clean, COUNTRY="ES")
    assert (settings.country, settings.model.name) == ("ES", "m")


def test_an_empty_setting_is_none(clean: pytest.MonkeyPatch) -> None:
    settings = given(clean, COUNTRY="", SITE_DIR="", MODEL_BASE_URL="")
    assert (settings.country, settings.site_dir, settings.model.base_url) == (None, None, None)


@pytest.mark.parametrize("mode", ["pilot", "live"])
def test_outside_the_demonstration_a_key_must_be_set(clean: pytest.MonkeyPatch, mode: str) -> None:
    with pytest.raises(SettingsError, match="TEACHBACK_AUDIT_KEY must be set"):
        given(clean, MODE=mode)
    assert given(clean, AUDIT_KEY=SECRET).mode == mode


def test_a_secret_is_never_shown(clean: pytest.MonkeyPatch) -> None:
    settings = given(clean, AUDIT_KEY=SECRET, MODEL_API_KEY=SECRET, EMBEDDING_API_KEY=SECRET)
    assert SECRET not in repr(settings) + str(settings) + settings.model_dump_json()
    with pytest.raises(SettingsError) as raised:
        given(clean, AUDIT_URL=f"mysql://user:{SECRET}@h/d")
    assert SECRET not in str(raised.value)


def test_settings_cannot_be_changed() -> None:
    settings = load_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1
    with pytest.raises(ValidationError, match="frozen"):
        settings.chat.per_minute = 1


def test_every_setting_stands_in_the_example_file() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert [name for name in sorted(setting_names()) if f"{name}=" not in example] == []
