"""Finds the guardrails: every module of checks/ that holds a GUARDRAIL."""

import hashlib
import importlib
import pkgutil
from functools import cache
from pathlib import Path

from guardrails import checks
from guardrails.guardrail import Guardrail


@cache
def shipped_guardrails() -> tuple[Guardrail, ...]:
    """All guardrails in the order of their file names."""
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    modules = (importlib.import_module(f"guardrails.checks.{name}") for name in names)
    return tuple(module.GUARDRAIL for module in modules)


@cache
def guardrails_hash() -> str:
    """The version of the rules: their code and examples, for the record."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted((*folder.rglob("*.py"), *folder.glob("examples/*/*.txt"))):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
