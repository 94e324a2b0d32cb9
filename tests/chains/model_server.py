"""A real local endpoint in OpenAI's form, told beforehand what to send."""

import json
import socket
import struct
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, kw_only=True)
class Says:
    """One reply of the endpoint.

    Attributes:
        pieces: what each chunk holds.
        status: of the reply; an error has no stream.
        ends: the finish reason; None: the stream breaks off.
        stalls_after: the chunk after which nothing comes any more.
        killed_after: the chunk after which the endpoint dies.
        raw: lines sent as they are in place of chunks.
        body: the whole reply, for who did not ask for a stream.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    ends: str | None = "stop"
    stalls_after: int | None = None
    killed_after: int | None = None
    raw: tuple[str, ...] | None = None
    body: str | None = None


def whole(text: str, **more: object) -> Says:
    """A reply in one chunk."""
    return Says(pieces=(text,), **more)  # pyright: ignore[reportArgumentType]  # Says' own fields


def in_form(content: str) -> Says:
    """A reply without a stream, holding this text."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    reply = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [choice],
    }
    return Says(body=json.dumps(reply))


@dataclass(kw_only=True)
class Endpoint:
    """What was asked, and what is said, reply by reply; the last one is repeated."""

    says: list[Says] = field(default_factory=list[Says])
    asked: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    url: str = ""
    closing: threading.Event = field(default_factory=threading.Event)
    sent: int = 0

    def next(self) -> Says:
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]


@contextmanager
def serving() -> Generator[Endpoint]:
    """The endpoint, on a port of its own."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            endpoint.asked.append(json.loads(self.rfile.read(length)))
            with suppress(BrokenPipeError, ConnectionResetError):
                _reply(self, endpoint)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield endpoint
    finally:
        endpoint.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _reply(handler: BaseHTTPRequestHandler, endpoint: Endpoint) -> None:
    says = endpoint.next()
    handler.send_response(says.status)
    is_stream = says.status == 200 and says.body is None
    kind = "text/event-stream" if is_stream else "application/json"
    handler.send_header("Content-Type", kind)
    handler.send_header("Retry-After-Ms", "20")
    handler.send_header("Connection", "close")
    handler.end_headers()
    if says.status != 200:
        handler.wfile.write(b'{"error": {"message": "no"}}')
        return
    if says.body is not None:
        if says.stalls_after == 0:
            endpoint.closing.wait(20)
        handler.wfile.write(says.body.encode())
        return
    for number, line in enumerate(_lines(says)):
        if says.stalls_after is not None and number >= says.stalls_after:
            endpoint.closing.wait(20)
            return
        if number == says.killed_after:
            _reset(handler.connection)
            return
        handler.wfile.write(f"data: {line}\n\n".encode())
        endpoint.sent += 1
        if number % 50 == 0:
            time.sleep(0)


def _reset(connection: socket.socket) -> None:
    """Close without a goodbye, as a machine that dies does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _lines(says: Says) -> Iterator[str]:
    if says.raw is not None:
        yield from says.raw
        return
    for piece in says.pieces:
        yield _chunk({"content": piece}, None)
    if says.ends is not None:
        yield _chunk({}, says.ends)
        yield "[DONE]"


def _chunk(delta: dict[str, str], ends: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": ends}
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [choice],
        }
    )
