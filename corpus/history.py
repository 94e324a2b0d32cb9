"""Who did what to a page: a line a deed, every text kept under its hash; git beside, where it is.

`history/<lang>/<slug>.jsonl` and `history/texts/<sha256>.md` below the staff's folder.
"""

import hashlib
import logging
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

log = logging.getLogger(__name__)
_GIT_SECONDS = 20


class Deed(BaseModel):
    """One thing somebody did: saved, published, reviewed, withdrawn, restored, discarded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    did: str
    who: str
    text: str = ""  # sha256 of the page's text; empty where it did not matter
    note: str = ""

    @classmethod
    def of(cls, did: str, who: str, text: str, note: str = "") -> "Deed":
        """Done now."""
        digest = hashlib.sha256(text.encode()).hexdigest() if text else ""
        return cls(at=datetime.now(UTC), did=did, who=who, text=digest, note=note)


class History:
    """Appends; what was written is never changed."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = home / "history"

    def add(self, language: str, slug: str, deed: Deed, text: str) -> None:
        """Keep a deed and the text it was done to."""
        if text:
            kept = self._text_path(deed.text)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8", newline="\n")
        path = self._path(language, slug)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(deed.model_dump_json() + "\n")

    def deeds(self, language: str, slug: str) -> tuple[Deed, ...]:
        """Newest first; a line that was cut off while it was written is passed over."""
        path = self._path(language, slug)
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        return tuple(reversed(tuple(_read(lines))))

    def text(self, digest: str) -> str:
        """The kept text; empty where there is none."""
        path = self._text_path(digest)
        return path.read_text(encoding="utf-8") if digest.isalnum() and path.is_file() else ""

    def commit(self, paths: list[Path], what: str, who: str) -> None:
        """Commit in the git checkout that holds the folder, if any; a failure is logged only."""
        git = shutil.which("git")
        if git is None or not _is_checkout(git, self._home):
            return
        names = [str(path) for path in paths]
        author = f"{who} <staff@localhost>"
        message = f"Page {what} published by {who}"
        for order in (
            ["add", "--", *names],
            ["commit", "-q", "-m", message, "--author", author, "--", *names],
        ):
            done = _run(git, self._home, *order)
            if done.returncode:
                log.warning("git %s failed: %s", order[0], done.stderr.strip()[:200])
                return

    def _path(self, language: str, slug: str) -> Path:
        return self._folder / language / f"{slug}.jsonl"

    def _text_path(self, digest: str) -> Path:
        return self._folder / "texts" / f"{digest}.md"


def _read(lines: Iterable[str]) -> Iterable[Deed]:
    for line in lines:
        try:
            yield Deed.model_validate_json(line)
        except ValidationError:
            log.warning("a line of a page's history cannot be read")


def _is_checkout(git: str, folder: Path) -> bool:
    """Whether git keeps the folder (one that it ignores is not kept)."""
    inside = _run(git, folder, "rev-parse", "--is-inside-work-tree").returncode == 0
    return inside and _run(git, folder, "check-ignore", "-q", str(folder)).returncode != 0


def _run(git: str, folder: Path, *order: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=Teachback", "-c", "user.email=staff@localhost")
    return subprocess.run(  # noqa: S603 - our own words and paths; no shell
        [git, "-C", str(folder), *who, *order],
        capture_output=True,
        text=True,
        timeout=_GIT_SECONDS,
        check=False,
    )
