"""`teachback new`, `preview`, `import`, `diff`, `gaps`: pages at the command line."""

# ruff: noqa: PLC0415 - a command imports what it needs and nothing else

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.languages import LanguageTag

console = Console(soft_wrap=True, highlight=False)
Slug = Annotated[str, typer.Argument(help="Small letters and hyphens: back-pain.")]
Tag = Annotated[str, typer.Option("--language", help="en, ko, es …")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(new)
    app.command()(preview)
    app.command("import")(import_file)
    app.command()(diff)
    app.command()(gaps)


def new(slug: Slug, language: Tag = "en") -> None:
    """Begin a page: an empty one in drafts/, with every heading it needs."""
    from staff.drafts import begun

    path = begun(LanguageTag(language), slug)
    console.print(f"{path}\nWrite it, then: teachback check {path}", markup=False)


def preview(slug: Slug, language: Tag = "en") -> None:
    """Show what patients would be told from a page, at each level."""
    from staff.drafts import desk_of
    from staff.preview import of_work

    settings, desk = desk_of()
    for told in of_work(settings, desk, LanguageTag(language), slug):
        met = {True: "met", False: "NOT MET", None: "too short"}[told.met]
        console.print(f"\n{told.heading} · {told.level}", style="bold", markup=False)
        console.print(f"{told.measured.measure} {told.measured.value}: {met}", style="dim")
        console.print("\n".join(told.lines), markup=False)


def import_file(
    file: Annotated[Path, typer.Argument(help=".docx, .pdf, .html or .md")],
    slug: Annotated[str, typer.Option(help="The page's short name; else the file's.")] = "",
    language: Tag = "en",
) -> None:
    """Make a draft of a document, and list all that was lost on the way."""
    from staff.importing import imported

    found = imported(file, LanguageTag(language), slug)
    console.print(str(found.path), style="bold", markup=False)
    for line in found.lost:
        console.print(f"lost: {line}", markup=False)
    console.print(f"Sort it into the sections, then: teachback check {found.path}", markup=False)


def diff(
    rev: Annotated[str, typer.Argument(help="A git revision; left out: what is served.")] = "",
    questions: Annotated[bool, typer.Option(help="Replay the golden questions, too.")] = True,
) -> None:
    """Show which patient answers the drafts (or the edits since REV) change; exit 1 on dangers."""
    from staff.diff import diffed, print_diff

    found = diffed(rev, replay=questions)
    print_diff(console, found)
    raise typer.Exit(1 if any(found.dangers) else 0)


def gaps(
    since: Annotated[str, typer.Option(help="From this day: 2026-11-01.")] = "",
    draft: Annotated[str, typer.Option(help="Begin a page with this name from group N.")] = "",
    group: Annotated[int, typer.Option(help="The group for --draft.")] = 1,
    language: Tag = "",
) -> None:
    """What people asked and got no page for: redacted, grouped, counted, ranked."""
    from staff.gaps import begun_from, found_gaps, print_gaps

    found = found_gaps(since, LanguageTag(language))
    if draft:
        console.print(str(begun_from(found, group, draft)), markup=False)
    else:
        print_gaps(console, found)
