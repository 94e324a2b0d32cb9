"""`teachback evals`: measurements, printed."""

import typer

evals_app = typer.Typer(no_args_is_help=True, help="Measure routes, levels, meaning and speed.")
