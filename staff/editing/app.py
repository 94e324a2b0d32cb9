"""The editing app as one ASGI application."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.desk import Desk
from domain.errors import Conflict, KnowledgeError, NotAllowed
from domain.languages import Language, LanguageTag
from staff.editing.changing import CHANGES
from staff.editing.house import House
from staff.editing.people import People
from staff.editing.showing import VIEWS
from staff.editing.sign_in import Desk403, Guesses, SameOrigin
from staff.editing.words import read_words
from staff.golden import Replay

HERE = Path(__file__).parent
HOURS = 8
_LARGEST = 400_000
_POLICY = (
    "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the app needs.

    Attributes:
        replay: answers golden questions from two versions of the pages; None: not offered.
    """

    desk: Desk
    people: People
    languages: Mapping[LanguageTag, Language]
    secret: str
    home: Path
    replay: Replay | None = None


def build_app(given: Given) -> Starlette:
    """The staff's editing app."""
    app = Starlette(
        routes=[
            *(Route(path, view, methods=["GET"]) for path, view in VIEWS.items()),
            *(Route(path, change, methods=["POST"]) for path, change in CHANGES.items()),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(Guarded),
            Middleware(SameOrigin),
            Middleware(
                SessionMiddleware,
                secret_key=given.secret,
                session_cookie="teachback_staff",
                max_age=HOURS * 3600,
                same_site="strict",
            ),
        ],
        exception_handlers={
            Desk403: _told(403),
            NotAllowed: _told(409),
            Conflict: _told(409),
            KnowledgeError: _told(422),
            HTTPException: _plain,
        },
    )
    app.state.house = House(
        desk=given.desk,
        people=given.people,
        languages=given.languages,
        home=given.home,
        words=read_words(HERE / "words"),
        guesses=Guesses(),
        replay=given.replay,
    )
    return app


def _told(status: int):  # noqa: ANN202 - a handler, as Starlette types it
    async def handler(request: Request, error: Exception) -> Response:
        house: House = request.app.state.house
        return house.page(request, "told.html", status=status, problem=str(error))

    return handler


async def _plain(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    house: House = request.app.state.house
    return house.page(request, "told.html", status=status, problem=str(status))


class Guarded:
    """Size limit and security headers around everything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is too large; say what a browser may do with the page."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"content-security-policy", _POLICY.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                    (b"cache-control", b"no-store"),
                ]
            await send(message)

        refused = _refused(scope)
        await (refused or self._app)(scope, receive, with_headers)


def _refused(scope: Scope) -> Response | None:
    """The answer to a body that is too large, or that does not say how large it is."""
    if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
        return None
    size = Request(scope).headers.get("content-length")
    if size is None:
        return HTMLResponse("say how long it is", 411)
    return HTMLResponse("too large", 413) if int(size) > _LARGEST else None
