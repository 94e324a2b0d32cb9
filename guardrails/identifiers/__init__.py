"""The kinds of personal details, one a file, found by folder: adding one is adding a file."""

import importlib
import pkgutil
from functools import cache

from guardrails.identifiers.identifier import Identifier


@cache
def identifiers() -> tuple[Identifier, ...]:
    """Every kind in this folder: the modules that hold an `IDENTIFIER`, by name."""
    found: list[Identifier] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        held = getattr(importlib.import_module(f"{__name__}.{module.name}"), "IDENTIFIER", None)
        if isinstance(held, Identifier):
            found.append(held)
    return tuple(found)
