"""`teachback`: each door is loaded only when it is called."""

# ruff: noqa: PLC0415 - a command imports what it needs and nothing else: `redact` must not wait
# for Chroma.

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.errors import TeachbackError
from domain.languages import Level

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
Lines = Annotated[bool, typer.Option("--jsonl", help="JSON lines in, JSON lines out.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Words = Annotated[str | None, typer.Argument(help="The text; with --jsonl rows come on stdin.")]
Tag = Annotated[str | None, typer.Option("--language", help="en, ko, es …")]


@app.command()
def serve() -> None:
    """Serve the chat."""
    from settings import load_settings
    from web.serve import serve as run

    raise typer.Exit(run(load_settings()))


@app.command()
def ask(
    text: Words = None,
    jsonl: Lines = False,
    as_json: AsJson = False,
    language: Tag = None,
    level: Level = Level.EASY,
) -> None:
    """Ask a question, as the chat would."""
    given = _given("ask", text, jsonl)
    from staff.ask import Asker
    from staff.forms import AskRow
    from staff.lines import answer_lines
    from staff.printing import print_answer
    from wiring import assistant_beside

    with assistant_beside() as assistant:
        asker = Asker(assistant=assistant)
        if jsonl:
            asyncio.run(answer_lines(sys.stdin, sys.stdout, AskRow, asker))
            return
        row = AskRow(id="1", text=given, language=language, level=level)
        _print_one(asyncio.run(asker(row)), as_json, print_answer)


@app.command()
def screen(
    text: Words = None, jsonl: Lines = False, as_json: AsJson = False, language: Tag = None
) -> None:
    """Say what the guardrails find in a question."""
    given = _given("screen", text, jsonl)
    from settings import load_settings
    from staff.forms import ScreenRow
    from staff.lines import answer_lines
    from staff.printing import print_verdict
    from staff.screen import Screener
    from wiring import build_embedder, build_house
    from wiring.guarding import build_screening

    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    screening = build_screening(settings, house, embedder)
    screener = Screener(screening=screening, languages=house.languages)
    if jsonl:
        asyncio.run(answer_lines(sys.stdin, sys.stdout, ScreenRow, screener))
        return
    row = ScreenRow(id="1", side="question", text=given, language=language)
    _print_one(asyncio.run(screener(row)), as_json, print_verdict)


@app.command()
def redact(text: Words = None, jsonl: Lines = False, as_json: AsJson = False) -> None:
    """Replace personal details by marks."""
    given = _given("redact", text, jsonl)
    from staff.forms import RedactRow
    from staff.lines import answer_lines
    from staff.printing import print_redacted
    from staff.small import redacted

    if jsonl:
        asyncio.run(answer_lines(sys.stdin, sys.stdout, RedactRow, redacted))
        return
    reply = asyncio.run(redacted(RedactRow(id="1", text=given)))
    _print_one(reply, as_json, print_redacted)


@app.command()
def read(
    text: Words = None,
    jsonl: Lines = False,
    as_json: AsJson = False,
    language: Annotated[str, typer.Option("--language")] = "en",
) -> None:
    """Measure how hard a text is to read."""
    given = _given("read", text, jsonl)
    from staff.forms import ReadRow
    from staff.lines import answer_lines
    from staff.printing import print_reading
    from staff.small import measured

    if jsonl:
        asyncio.run(answer_lines(sys.stdin, sys.stdout, ReadRow, measured))
        return
    row = ReadRow(id="1", text=given, language=language)
    _print_one(asyncio.run(measured(row)), as_json, print_reading)


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A page or a folder; all if left out.")
    ] = None,
    as_json: AsJson = False,
    language: Annotated[
        str, typer.Option("--language", help="To be told in: en, ko, es. JSON stays English.")
    ] = "en",
) -> None:
    """Check pages, language files and numbers; exit 1 on faults."""
    from settings import load_settings
    from staff.check import check_all

    raise typer.Exit(check_all(load_settings(), path, as_json=as_json, language=language))


def _given(command: str, text: str | None, jsonl: bool) -> str:
    """The text; empty where rows come instead. Neither is a usage error."""
    if text is None and not jsonl:
        usage = f"usage: teachback {command} TEXT, or teachback {command} --jsonl < ROWS"
        print(usage, file=sys.stderr)  # noqa: T201 - the one line
        raise typer.Exit(2)
    return text or ""


def _print_one(
    reply: dict[str, object], as_json: bool, printer: Callable[[dict[str, Any]], None]
) -> None:
    if as_json:
        print(json.dumps(reply, ensure_ascii=False))  # noqa: T201 - this is the output
    else:
        printer(reply)


def _add_groups() -> None:
    """Command groups load what they need when they are called."""
    from evals.commands import evals_app
    from staff.audit_commands import audit_app
    from staff.editing_commands import staff_app
    from staff.pages_commands import add_to

    add_to(app)
    app.add_typer(staff_app, name="staff")
    app.add_typer(audit_app, name="audit")
    app.add_typer(evals_app, name="evals")


def main() -> None:
    """The command line's entry: an error that we named is one line, never a trace."""
    _add_groups()
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # pyright: ignore  # TextIOWrapper
    try:
        app()
    except TeachbackError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the one line
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
