"""docs/guardrails.md, written from the guardrails themselves."""

from collections.abc import Callable, Iterable, Iterator

from domain.verdicts import TABLE, Route
from evals.unseen import UnseenRow, kept_rows
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

Rules know words; a classifier knows whole messages. A sign of danger that a rule sees is noted in
the record and not acted on where the classifier is all but certain that nobody is in danger, and
nobody has anything, now (“my nana had a stroke in 1998”); when it cannot be asked, and while a
danger of an earlier message stands, every sign is acted on
([ADR 22](adr/0022-heard.md) has the limit and what it costs).

*On unseen messages*: how many of a route's messages reach it through all guardrails together, and
how many education messages are sent there instead, as `teachback evals unseen` last found
([quality.md](quality.md#unseen-messages) has the whole table, and what it does not show).
"""


def guardrails_page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_routes(), *_sections())).rstrip() + "\n"


def _routes() -> Iterator[str]:
    yield "## Routes, gravest first\n"
    rows = kept_rows()
    yield "| route | action | outcome | reached, of unseen | education sent here |"
    yield "|---|---|---|---|---|"
    for route in Route:
        leads = TABLE[route]
        reached = _figures(rows, route, lambda row: row.recall)
        taken = _figures(rows, Route.EDUCATION, lambda row, to=route: row.share(to))
        told = f"{leads.action.name.lower()} | {leads.outcome}"
        yield f"| {route} | {told} | {reached} | {'' if route is Route.EDUCATION else taken} |"
    yield ""


def _figures(rows: Iterable[UnseenRow], route: Route, share: Callable[[UnseenRow], float]) -> str:
    """A figure a language."""
    return ", ".join(f"{row.language} {share(row):.1%}" for row in rows if row.route is route)


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
