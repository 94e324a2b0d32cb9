"""JSON lines in, JSON lines out: in order, flushed at once, a bad row never ends the run."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import TextIO, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

log = logging.getLogger(__name__)


class Row(BaseModel):
    """What every input row has; unknown keys are let through, they are the caller's."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: str


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
        given: object = None
        try:
            fields: object = json.loads(raw)
            given = _id_of(fields)
            reply = await answer(kind.model_validate(fields))
        except ValidationError as error:
            reply = _error(given, _first(error))
        except ValueError:
            reply = _error(given, "not a line of JSON")
        except Exception as error:  # noqa: BLE001 - one bad row must not end the others
            log.error("row failed: %s", type(error).__name__)  # noqa: TRY400 - a trace may hold the row
            reply = _error(given, type(error).__name__)
        print(json.dumps(reply, ensure_ascii=False), file=out, flush=True)


def _filled(source: Iterable[str]) -> Iterator[str]:
    return (line for line in source if line.strip())


def _id_of(fields: object) -> object:
    return cast("dict[str, object]", fields).get("id") if isinstance(fields, dict) else None


def _error(given: object, problem: str) -> dict[str, object]:
    return {"id": given, "error": problem}


def _first(error: ValidationError) -> str:
    problem = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
