"""`teachback audit`: for compliance."""

# ruff: noqa: PLC0415 - SQLAlchemy is only imported when one of these is called

import asyncio
import dataclasses
import getpass
import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from domain.errors import RecordTampered, TeachbackError

if TYPE_CHECKING:
    from audit.store import AuditStore

audit_app = typer.Typer(no_args_is_help=True, help="List, show, verify and erase the record.")
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines instead of a table.")]
console = Console()


@audit_app.command("list")
def list_turns(limit: int = 50, as_json: AsJson = False) -> None:
    """The latest turns."""
    from audit.reading import turns

    store = _store()
    lines = turns(store.engine, limit)
    if as_json:
        for line in lines:
            print(json.dumps(dataclasses.asdict(line), ensure_ascii=False))  # noqa: T201 - output
        return
    table = Table("record", "conversation", "at", "route", "outcome", "language", "guardrails")
    for line in lines:
        table.add_row(
            line.id, line.conversation, line.at, line.route, line.outcome, line.language,
            ", ".join(line.findings),
        )  # fmt: skip
    console.print(table)


@audit_app.command()
def show(record: str, as_json: AsJson = False) -> None:
    """Everything of one turn; that it was looked at is recorded."""
    from audit.reading import show as entries_of

    store = _store()
    views = entries_of(store.engine, store.keys, record)
    if not views:
        console.print(f"there is no turn {record}", style="red")
        raise typer.Exit(1)
    asyncio.run(store.looked(record, getpass.getuser()))
    for view in views:
        if as_json:
            print(json.dumps(dataclasses.asdict(view), ensure_ascii=False))  # noqa: T201 - output
            continue
        console.rule(f"{view.kind} · {view.at}")
        words = "erased" if view.words is None else view.words
        console.print(f"{view.header}\n{words}", markup=False)


@audit_app.command()
def verify() -> None:
    """Whether the record is whole: exit 0 whole, 1 tampered, 2 cannot tell."""
    from audit.reading import verify as count_entries

    try:
        store = _store(begin=False)
        count = count_entries(store.engine, store.keys)
    except RecordTampered as error:
        console.print(f"tampered: {error}", style="red", markup=False)
        raise typer.Exit(1) from None
    except TeachbackError as error:
        console.print(f"cannot tell: {error}", style="yellow", markup=False)
        raise typer.Exit(2) from None
    console.print(f"whole: {count} entries")


@audit_app.command()
def erase(conversation: str) -> None:
    """Destroy a conversation's key: its words can never be read again."""
    gone = asyncio.run(_store().erase(conversation))
    console.print("erased" if gone else f"no words of {conversation} are kept")


@audit_app.command()
def forget() -> None:
    """Erase the words that are older than the site keeps them."""
    from settings import load_settings

    settings = load_settings()
    count = asyncio.run(_store().forget_old_words(settings.audit.text_days))
    console.print(f"{count} conversations erased")


def _store(*, begin: bool = True) -> "AuditStore":
    from settings import load_settings
    from wiring import build_audit_store

    return build_audit_store(load_settings(), begin=begin)
