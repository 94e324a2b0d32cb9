"""Who may sign in, and what each may do: one TOML file, passwords only as bcrypt hashes."""

import secrets
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import bcrypt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import NotAllowed, SettingsError

LEAST = 10
"""Characters of a password."""
_NOBODY = bcrypt.hashpw(secrets.token_bytes(16), bcrypt.gensalt(10)).decode()
"""Compared with where the name is unknown, so that time does not tell names."""


class Role(StrEnum):
    """What somebody answers for."""

    AUTHOR = "author"
    CLINICAL = "clinical"  # reviews facts
    LANGUAGE = "language"  # reviews wording
    PUBLISHER = "publisher"


class Person(BaseModel):
    """One person who may sign in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w .'-]{2,60}$")
    title: str = ""  # "nurse educator": stands beside the name under a review
    roles: tuple[Role, ...]
    password: str = Field(pattern=r"^\$2[aby]\$")

    def may(self, role: Role) -> bool:
        """Whether the person has this role."""
        return role in self.roles


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The people file."""

    path: Path

    def all(self) -> tuple[Person, ...]:
        """Everybody who may sign in; none where there is no file yet.

        Raises:
            SettingsError: the file cannot be used.
        """
        if not self.path.is_file():
            return ()
        try:
            given = tomllib.loads(self.path.read_text(encoding="utf-8"))
            return _File.model_validate(given).people
        except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            raise SettingsError(f"{self.path} cannot be used; see docs/operations.md") from None

    def known(self, name: str) -> Person | None:
        """The person of that name."""
        return next((person for person in self.all() if person.name == name), None)

    def signed_in(self, name: str, password: str) -> Person | None:
        """The person, when the password is theirs."""
        person = self.known(name)
        hashed = person.password if person else _NOBODY
        right = bcrypt.checkpw(password.encode()[:72], hashed.encode())
        return person if right else None

    def add(self, name: str, title: str, roles: tuple[Role, ...], password: str) -> None:
        """Add somebody, or give them a new password and other roles.

        Raises:
            NotAllowed: the name or the password cannot be used.
        """
        if len(password) < LEAST:
            raise NotAllowed(f"a password has at least {LEAST} characters")
        hashed = bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt()).decode()
        try:
            person = Person(name=name, title=title, roles=roles, password=hashed)
        except ValidationError:
            raise NotAllowed("a name has 2 to 60 letters, spaces, dots or hyphens") from None
        others = [one for one in self.all() if one.name != name]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".part")
        beside.touch(mode=0o600)
        beside.write_text("\n".join(map(_toml, [*others, person])), encoding="utf-8")
        beside.replace(self.path)


def _toml(person: Person) -> str:
    roles = ", ".join(f'"{role}"' for role in person.roles)
    title = person.title.replace("\\", "").replace('"', "'")
    return (
        f'[[people]]\nname = "{person.name}"\ntitle = "{title}"\n'
        f'roles = [{roles}]\npassword = "{person.password}"\n'
    )
