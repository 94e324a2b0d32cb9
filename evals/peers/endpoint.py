"""An OpenAI-compatible endpoint that says what it is told to, fifty words a second.

`python -m evals.peers.endpoint PORT`. What follows `SAY:` in the last message is streamed word by
word; `GET /times/<text's hash>` tells when each word was sent (the machine's monotonic clock).
"""

import asyncio
import hashlib
import json
import re
import sys
import time
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

A_SECOND = 50
SAY = "SAY:"
DONE = "data: [DONE]\n\n"
_SAID = re.compile(rf"{SAY}(.*?)(?:</question>|$)", re.DOTALL)
_TIMES: dict[str, list[float]] = {}


def key(text: str) -> str:
    """The text's name in `/times`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def pieces(text: str) -> list[str]:
    """The text as it is streamed."""
    return re.findall(r"\S+\s*", text)


async def _complete(request: Request) -> StreamingResponse:
    asked = await request.json()
    found = _SAID.search(asked["messages"][-1]["content"])
    text = found[1].strip() if found else ""
    return StreamingResponse(_events(text), media_type="text/event-stream")


async def _events(text: str) -> AsyncIterator[str]:
    times = _TIMES[key(text)] = []
    started = time.monotonic()
    for number, piece in enumerate(pieces(text)):
        await asyncio.sleep(max(0.0, started + number / A_SECOND - time.monotonic()))
        times.append(time.monotonic())
        yield event({"role": "assistant", "content": piece}, None)
    yield event({}, "stop")
    yield DONE


def event(delta: dict[str, str], ends: str | None) -> str:
    """One event of a stream, as it goes over the wire."""
    choice = {"index": 0, "delta": delta, "finish_reason": ends}
    chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m"}
    return f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n"


async def _times(request: Request) -> JSONResponse:
    return JSONResponse(_TIMES.get(request.path_params["key"], []))


app = Starlette(
    routes=[
        Route("/v1/chat/completions", _complete, methods=["POST"]),
        Route("/times/{key}", _times),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
