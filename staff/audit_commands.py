"""`teachback audit`: for compliance."""

# ruff: noqa: PLC0415 - SQLAlchemy is only imported when one of these is called

import asyncio
import dataclasses
import getpass
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from domain.errors import RecordTampered

if TYPE_CHECKING:
    from audit.reading import TurnLine, TurnView
    from audit.store import AuditStore
    from settings import Settings

audit_app = typer.Typer(
    no_args_is_help=True, help="List, show, export, verify, erase and purge the record."
)
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines instead of a table.")]
Limit = Annotated[int, typer.Option(min=1, help="How many, newest first.")]
Since = Annotated[datetime | None, typer.Option(help="From this day on (UTC).")]
Until = Annotated[datetime | None, typer.Option(help="Before this day (UTC).")]
Days = Annotated[int | None, typer.Option(min=1, help="Instead of what the settings say.")]
NewKey = Annotated[
    str, typer.Option(prompt="The new key", hide_input=True, confirmation_prompt=True)
]
console = Console(soft_wrap=True, highlight=False)


@audit_app.command("list")
def list_turns(limit: Limit = 50, as_json: AsJson = False) -> None:
    """The latest turns; that they were listed is recorded."""
    from audit.reading import turns

    with _record() as (store, _):
        lines = turns(store.engine, limit)
        asyncio.run(store.looked("", _who(), "list"))
    if as_json:
        for line in lines:
            _print_json(dataclasses.asdict(line))
        return
    _print_table(lines)


@audit_app.command()
def show(record: str, as_json: AsJson = False) -> None:
    """Everything of one turn; that it was looked at is recorded."""
    from audit.reading import show as entries_of

    with _record() as (store, _):
        views = entries_of(store.engine, store.keys, record)
        if not views:
            console.print(f"there is no turn {record}", style="red", markup=False)
            raise typer.Exit(1)
        asyncio.run(store.looked(record, _who()))
    for view in views:
        if as_json:
            _print_json(dataclasses.asdict(view))
            continue
        console.rule(f"{view.kind} · {view.at}")
        words = "erased" if view.words is None else view.words
        console.print(f"{view.header}\n{words}", markup=False)


@audit_app.command()
def export(since: Since = None, until: Until = None) -> None:
    """All turns as JSON lines, unlocked; that they were exported is recorded."""
    from audit.reading import every_turn

    start, end = _moment(since, "0001"), _moment(until, "9999")
    with _record() as (store, _):
        asyncio.run(store.looked("", _who(), "export", since=start, until=end))
        for view in every_turn(store.engine, store.keys, start, end):
            _print_json(_exported(view))


@audit_app.command()
def verify() -> None:
    """Whether the record is whole: exit 0 whole, 1 tampered, 2 cannot tell."""
    from audit.verifying import verify as count_entries

    try:
        with _record(begin=False) as (store, _):
            count = count_entries(store.engine, store.keys)
    except RecordTampered as error:
        console.print(f"tampered: {error}", style="red", markup=False)
        raise typer.Exit(1) from None
    except Exception as error:  # noqa: BLE001 - exit 1 would say that it was tampered with
        console.print(f"cannot tell: {error}", style="yellow", markup=False)
        raise typer.Exit(2) from None
    console.print(f"whole: {count} entries")


@audit_app.command()
def erase(conversation: str) -> None:
    """Destroy a conversation's key: its words can never be read again."""
    with _record() as (store, _):
        gone = asyncio.run(store.erase(conversation))
    console.print("erased" if gone else f"no words of {conversation} are kept", markup=False)


@audit_app.command()
def forget(days: Days = None) -> None:
    """Erase the words that are older than the site keeps them."""
    with _record() as (store, settings):
        count = asyncio.run(store.forget_old_words(days or settings.audit.text_days))
    console.print(f"{count} conversations erased")


@audit_app.command()
def purge(days: Days = None) -> None:
    """Remove whole entries that are older than the site keeps them; exit 1 if not whole."""
    with _record() as (store, settings):
        kept = days or settings.audit.record_days
        gone = asyncio.run(store.purge_old_entries(kept, _who()))
    console.print(f"{gone.entries} entries of {len(gone.chains)} chains purged")


@audit_app.command()
def rotate(new_key: NewKey) -> None:
    """Lock all keys with a new site key; stop the chat first, then set TEACHBACK_AUDIT_KEY."""
    with _record() as (store, _):
        count = store.keys.rewrap(new_key)
    console.print(f"{count} keys are locked anew: set TEACHBACK_AUDIT_KEY to the new key now")


@contextmanager
def _record(*, begin: bool = True) -> Generator[tuple["AuditStore", "Settings"]]:
    from settings import load_settings
    from wiring.recording import build_audit_store

    settings = load_settings()
    store = build_audit_store(settings, begin=begin)
    try:
        yield store, settings
    finally:
        store.close()


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        return str(os.getuid())


def _moment(given: datetime | None, otherwise: str) -> str:
    return given.replace(tzinfo=UTC).isoformat() if given else otherwise


def _exported(view: "TurnView") -> dict[str, object]:
    """A turn's row: headers and words as objects; words null where they were erased."""
    row: dict[str, object] = dataclasses.asdict(view.turn)
    row |= {
        "entries": [
            {
                "kind": entry.kind,
                "at": entry.at,
                "header": json.loads(entry.header),
                "words": json.loads(entry.words) if entry.words else None,
                "erased": entry.words is None,
            }
            for entry in view.entries
        ]
    }
    return row


def _print_table(lines: "tuple[TurnLine, ...]") -> None:
    whole = [Column(name, no_wrap=True) for name in ("record", "conversation", "at (UTC)")]
    table = Table(*whole, "route", "outcome", "language", "guardrails")
    for line in lines:
        at = line.at[:16].replace("T", " ")
        found = ", ".join(line.findings)
        table.add_row(
            line.id, line.conversation, at, line.route, line.outcome, line.language, found
        )  # fmt: skip
    console.print(table)


def _print_json(row: dict[str, object]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)  # noqa: T201 - the output
