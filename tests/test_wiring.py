"""What is built of what: the demonstration's key, and the encoder that support asks."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.errors import SettingsError
from settings import Settings
from wiring import build_embedder, recording
from wiring.guarding import build_supporting

DEMO = Settings(_env_file=None)  # pyright: ignore[reportCallIssue]  # pydantic-settings' own word


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(recording, "DATA", tmp_path / "data")
    monkeypatch.setattr("audit.kept_key.TRIES", 20)
    monkeypatch.delenv("TEACHBACK_AUDIT_KEY", raising=False)
    return tmp_path / "data"


def test_a_key_is_made_for_its_owner_alone_and_kept(data: Path) -> None:
    made = recording.audit_secret(DEMO)
    assert len(made) >= 32
    assert stat.S_IMODE((data / "audit.key").stat().st_mode) == 0o600
    assert recording.audit_secret(DEMO) == made


def test_all_who_start_at_once_have_the_same_key(data: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(recording.audit_secret, [DEMO] * 32))
    assert made == {(data / "audit.key").read_text(encoding="utf-8")}


def test_a_key_that_another_is_about_to_write_is_waited_for(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir()
    file = data / "audit.key"
    file.touch()

    def other_writes(_: float) -> None:
        file.write_text("the other's\n", encoding="utf-8")

    monkeypatch.setattr("audit.kept_key.time.sleep", other_writes)
    assert recording.audit_secret(DEMO) == "the other's"


def test_an_empty_key_is_refused(data: Path) -> None:
    data.mkdir()
    (data / "audit.key").touch()
    with pytest.raises(SettingsError, match=r"audit\.key is empty"):
        recording.audit_secret(DEMO)


def test_support_never_asks_a_sites_endpoint() -> None:
    site = Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue]  # as above
        embedding={"base_url": "http://127.0.0.1:1/v1", "name": "theirs"},  # pyright: ignore[reportArgumentType]
    )
    theirs = build_embedder(site, None)
    ours = build_supporting(site, theirs)
    assert theirs.name != ours.name
    assert ours.queries(["how is asthma treated", "천식은 어떻게 치료해요"]).shape == (2, 384)


def test_support_shares_the_searchs_own_encoder() -> None:
    embedder = build_embedder(DEMO, None)
    assert build_supporting(DEMO, embedder) is embedder
