"""JSON lines in, JSON lines out: in order, flushed at once, a bad row never ends the run."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Annotated, TextIO, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

log = logging.getLogger(__name__)


Id = StrictStr | StrictInt | Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A row's id, given back as it came."""


class Row(BaseModel):
    """What every input row has; unknown keys are let through, they are the caller's."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: Id


R = TypeVar("R", bound=Row)


async def answer_lines(
    source: Iterable[str],
    out: TextIO,
    kind: type[R],
    answer: Callable[[R], Awaitable[dict[str, object]]],
) -> None:
    """One object out for each line in.

    Args:
        source: lines of JSON; empty lines are passed over.
        out: where the answers go.
        kind: the form of a row.
        answer: row → its answer; what it raises becomes the row's error.
    """
    for raw in _filled(source):
        reply = await _reply(raw, kind, answer)
        print(json.dumps(reply, ensure_ascii=False), file=out, flush=True)


async def _reply(
    raw: str, kind: type[R], answer: Callable[[R], Awaitable[dict[str, object]]]
) -> dict[str, object]:
    try:
        fields: object = json.loads(raw)
    except (ValueError, RecursionError):
        return _error(None, "not a line of JSON")
    given = _id_of(fields)
    try:
        row = kind.model_validate(fields)
    except ValidationError as error:
        return _error(given, _first(error))
    try:
        return await answer(row)
    except Exception as error:  # noqa: BLE001 - one bad row must not end the others
        log.error("row failed: %s", type(error).__name__)  # noqa: TRY400 - a trace may hold the row
        return _error(given, type(error).__name__)


def _filled(source: Iterable[str]) -> Iterator[str]:
    return (line for line in source if line.strip())


def _id_of(fields: object) -> object:
    return cast("dict[str, object]", fields).get("id") if isinstance(fields, dict) else None


def _error(given: object, problem: str) -> dict[str, object]:
    return {"id": given, "error": problem}


def _first(error: ValidationError) -> str:
    problem = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
