"""Runs the patient's door."""

import functools
import socket
import sys

import uvicorn

from settings import Settings
from web.asgi import build_app
from web.entrance import open_door

HOST = "0.0.0.0"  # noqa: S104 a container's or a proxy's way in; `docs/operations.md` says how


def serve(settings: Settings) -> int:
    """Serve until stopped; gives the exit code.

    A busy port is said in one line, and the exit code is 1.
    """
    if not _is_free(settings.port):
        print(f"Port {settings.port} is in use. Set PORT to a free one.", file=sys.stderr)  # noqa: T201
        return 1
    app = build_app(functools.partial(open_door, settings))
    print(f"Teachback answers at http://localhost:{settings.port}", flush=True)  # noqa: T201
    uvicorn.run(app, host=HOST, port=settings.port, log_level="warning", access_log=False)
    return 0


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
