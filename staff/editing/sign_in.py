"""Signing in and out; every change comes from our own pages and from somebody who may."""

from urllib.parse import urlsplit

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from domain.errors import NotAllowed
from staff.editing.people import People, Person, Role

_TRIES = parse("8/minute")


class Desk403(NotAllowed):
    """Somebody without the role asks."""


class Guesses:
    """Counts tries to sign in, by name and by address."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def may_try(self, name: str, address: str) -> bool:
        """Whether another try is allowed; counts it."""
        keys = (("name", name), ("address", address))
        counted = [self._limiter.hit(_TRIES, *key) for key in keys]  # both, whatever the first says
        return all(counted)


def person_of(request: Request, people: People) -> Person | None:
    """Who is signed in; nobody whose name was taken out of the file meanwhile."""
    name = request.session.get("name")
    person = people.known(name) if isinstance(name, str) else None
    # A new password ends the sessions of the old one.
    return person if person and request.session.get("mark") == mark_of(person) else None


def mark_of(person: Person) -> str:
    """Stands in the session, and changes with the password."""
    return person.password[-12:]


def needs(person: Person, *roles: Role) -> None:
    """Go on only for somebody who has one of the roles.

    Raises:
        Desk403: they have none.
    """
    if not any(person.may(role) for role in roles):
        raise Desk403(f"this needs the role {' or '.join(roles)}")


class SameOrigin:
    """Refuses a change that another site's page sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A browser names the origin of every POST."""
        if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD"}:
            headers = Request(scope).headers
            origin = urlsplit(headers.get("origin") or headers.get("referer") or "").netloc
            if origin != headers.get("host"):
                await PlainTextResponse("from another site", 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)
