"""docs/guardrails.md, written from the guardrails themselves."""

from collections.abc import Iterator

from domain.verdicts import TABLE, Route
from guardrails.guardrail import Example, Guardrail, Side
from guardrails.shelf import shipped_guardrails

SIDES = {
    Side.DANGER: "On the raw question, first and always",
    Side.QUESTION: "On the redacted question",
    Side.ANSWER: "On each sentence of an answer",
}
HEAD = """# Guardrails

Written by `teachback evals guardrails --write docs/guardrails.md`; a test holds that it is current.

A finding asks for an action: allow < note < revise < redirect < decline < block < signpost. The
gravest wins, so order cannot matter. A check that raises or takes too long has not read the text:
it stops the message, and the emergency number is shown. A site's `policy.toml` may switch a
guardrail off or change its action, with author and reason; never one marked *fixed*.
"""


def guardrails_page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_routes(), *_sections())).rstrip() + "\n"


def _routes() -> Iterator[str]:
    yield "## Routes, gravest first\n"
    yield "| route | action | outcome |\n|---|---|---|"
    for route in Route:
        leads = TABLE[route]
        yield f"| {route} | {leads.action.name.lower()} | {leads.outcome} |"
    yield ""


def _sections() -> Iterator[str]:
    for side, title in SIDES.items():
        yield f"## {title}\n"
        for guardrail in shipped_guardrails():
            if guardrail.side is side:
                yield from _section(guardrail)


def _section(guardrail: Guardrail) -> Iterator[str]:
    route = f" → {guardrail.route}" if guardrail.route else ""
    fixed = " · *fixed*" if guardrail.fixed else ""
    yield f"### {guardrail.name}\n"
    yield f"{guardrail.reason}\n"
    languages = ", ".join(guardrail.languages)
    yield f"{guardrail.action.name.lower()}{route}{fixed} · {languages}\n"
    for name, examples in (("caught", guardrail.caught), ("left alone", guardrail.left_alone)):
        for language, texts in examples.items():
            for text in texts:
                yield f"- {name} ({language}): {_words(text)}"
    yield ""


def _words(example: str | Example) -> str:
    return f"“{example.text if isinstance(example, Example) else example}”"
