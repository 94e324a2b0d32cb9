"""`teachback evals`: measurements, printed or written into docs/."""

# ruff: noqa: PLC0415 - each command imports only what it measures

from pathlib import Path
from typing import Annotated

import typer

evals_app = typer.Typer(no_args_is_help=True, help="Measure routes, levels, the floor and speed.")
Write = Annotated[Path | None, typer.Option("--write", help="Write the page into this file.")]


@evals_app.command()
def guardrails(write: Write = None) -> None:
    """The page of guardrails."""
    from evals.guardrails_page import guardrails_page

    _out(guardrails_page(), write)


@evals_app.command()
def routes(write: Write = None) -> None:
    """Routes, cross-validated by scenario; a few minutes."""
    from evals.quality_of_messages import routes_part

    _out(routes_part(), write)


@evals_app.command()
def answers(write: Write = None) -> None:
    """Held-back sentences of answers, by kind and language."""
    from evals.quality_of_answers import answers_part

    _out(answers_part(), write)


@evals_app.command()
def streams(write: Write = None) -> None:
    """Streams of a model with a violation in each: what is shown, what good is lost."""
    from evals.quality_of_answers import streams_part

    _out(streams_part(), write)


@evals_app.command()
def unseen(write: Write = None) -> None:
    """Held-back messages, by route and language."""
    from evals.quality_of_messages import unseen_part

    _out(unseen_part(), write)


@evals_app.command()
def monotone(write: Write = None) -> None:
    """Whether a danger stays one, whatever is added and however it is written."""
    from evals.quality_of_messages import monotone_part

    _out(monotone_part(), write)


@evals_app.command()
def levels(write: Write = None) -> None:
    """Every section at every level through the whole path."""
    from evals.quality_of_answers import levels_part

    _out(levels_part(), write)


@evals_app.command()
def meaning(write: Write = None) -> None:
    """Sentences of the pages, spoiled and rewritten: what the meaning lock stops."""
    from evals.quality_of_answers import meaning_part

    _out(meaning_part(), write)


@evals_app.command()
def edits(write: Write = None) -> None:
    """Dangerous edits of the pages: what the answer diff flags."""
    from evals.quality_of_pages import edits_part

    _out(edits_part(), write)


@evals_app.command()
def asked(write: Write = None) -> None:
    """Held-back questions: found in the right topic, or left alone."""
    from evals.quality_of_pages import asked_part

    _out(asked_part(), write)


@evals_app.command()
def retrieval(folder: Path, write: Write = None) -> None:
    """A public collection in BEIR's form: the fusion beside its halves; long at first."""
    from evals.quality_of_pages import retrieval_part

    _out(retrieval_part(folder), write)


@evals_app.command()
def floor(write: Write = None) -> None:
    """The retrieval floor, fitted anew."""
    from evals.quality_of_pages import floor_part

    _out(floor_part(), write)


@evals_app.command("all")
def all_parts(write: Write = None) -> None:
    """docs/quality.md, whole."""
    from evals.quality import quality_page

    _out(quality_page(), write)


@evals_app.command()
def bench(write: Write = None) -> None:
    """Speed and memory, beside a plain chain: docs/performance.md."""
    from evals.performance import performance_page

    _out(performance_page(), write)


@evals_app.command()
def fitted() -> None:
    """Fit the classifier on the shipped lines and write what is shipped of it."""
    from evals.ship import ship

    typer.echo(ship())


def _out(text: str, write: Path | None) -> None:
    if write is None:
        typer.echo(text)
    else:
        write.write_text(text, encoding="utf-8")
        typer.echo(f"wrote {write}")
