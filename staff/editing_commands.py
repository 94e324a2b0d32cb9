"""`teachback staff`: the editing app, and who may sign in."""

# ruff: noqa: PLC0415 - a command imports what it needs and nothing else

from typing import Annotated

import typer

from staff.editing.people import Role

staff_app = typer.Typer(no_args_is_help=True, help="The editing app for people without git.")


@staff_app.command()
def serve() -> None:
    """Serve the editing app, on a port of its own."""
    from settings import load_settings
    from staff.editing.serve import serve as run

    raise typer.Exit(run(load_settings()))


@staff_app.command()
def add(
    name: str,
    role: Annotated[list[Role], typer.Option("--role", help="Give it once a role.")],
    title: Annotated[str, typer.Option(help="Stands beside the name under a review.")] = "",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)
    ] = "",
) -> None:
    """Add somebody who may sign in, or change their password and roles."""
    from settings import load_settings
    from staff.editing.serve import people_of

    people_of(load_settings()).add(name, title, tuple(role), password)
    typer.echo(f"{name}: {', '.join(role)}")
