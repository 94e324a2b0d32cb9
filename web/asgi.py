"""The parent application: Chainlit inside, our layers around it, health beside it."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from settings import ROOT
from web.doors import Paths, SizeLimit
from web.doorway import Door, doorway
from web.entrance import open_door
from web.live import InStep, keep_in_step
from web.shell import PageRewriting, SecurityHeaders


def build_app(opening: Callable[[], Awaitable[Door]] = open_door) -> FastAPI:
    """The patient's door as one ASGI application.

    Args:
        opening: how the house is built; it runs beside the server's start, and
            no question is answered before it is done.
    """
    app = FastAPI(lifespan=_lifespan(opening), docs_url=None, redoc_url=None, openapi_url=None)
    app.get("/health")(health)
    app.get("/ready")(ready)
    _mount(app)
    app.add_middleware(PageRewriting, doorway=doorway)
    app.add_middleware(SizeLimit)
    app.add_middleware(Paths)
    app.add_middleware(SecurityHeaders)
    return app


async def health() -> JSONResponse:
    """Whether the process lives."""
    return JSONResponse({"status": "ok"})


async def ready() -> JSONResponse:
    """Whether questions can be answered: 200 with what each part says, else 503."""
    door = doorway.door
    if door is None:
        return JSONResponse({"status": "failed" if doorway.failed else "starting"}, 503)
    parts = dict(await door.state())
    well = all(parts.get(part, "ok") == "ok" for part in ("index", "record"))
    about = {"status": "ok" if well else "failed", "mode": door.settings.mode.value, **parts}
    return JSONResponse(about, 200 if well else 503)


def _lifespan(
    opening: Callable[[], Awaitable[Door]],
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        doorway.begin(opening)
        watching = asyncio.create_task(_kept_in_step())
        yield
        watching.cancel()

    return lifespan


async def _kept_in_step() -> None:
    """Once the door is open; a door that stays shut has nothing to keep."""
    with suppress(Exception):
        door = await doorway.opened()
        if isinstance(door, InStep):
            await keep_in_step(door)


def _mount(app: FastAPI) -> None:
    """Chainlit reads its folder as it is imported: say where it is, then import."""
    os.environ.setdefault("CHAINLIT_APP_ROOT", str(ROOT))
    from chainlit.utils import mount_chainlit  # noqa: PLC0415 see above

    mount_chainlit(app=app, target=str(ROOT / "app.py"), path="/")
