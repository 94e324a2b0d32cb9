"""Signs of danger that are only words: "my nana had a stroke in 1998"."""

from dataclasses import replace

from domain.verdicts import CLOSE_CALL, DANGER, Action, Finding, Route, Verdict, question_verdict

LEAST_PRESENT = 0.02
"""A sign is only words where it is less likely than this that somebody is in danger, or has
something, now; chosen on messages of others (docs/adr/0022)."""
SIGNS = frozenset(f"{route.replace('_', '-')}-signs" for route in DANGER)
"""The guardrails that know signs of danger."""


def has_signs(danger: Verdict) -> bool:
    """Whether the danger rules saw a sign."""
    return any(finding.guardrail in SIGNS for finding in danger.findings)


def only_words(danger: Verdict, text: str) -> Verdict:
    """The verdict when the signs are only words: each is noted, and a judge, if any, is asked.

    Args:
        danger: what the danger rules found.
        text: the message.
    """
    routes = {f.route for f in danger.findings if f.guardrail in SIGNS and f.route}
    noted = (_noted(finding) for finding in danger.findings)
    return question_verdict((*noted, *(_close(route, text) for route in sorted(routes))))


def _noted(finding: Finding) -> Finding:
    if finding.guardrail not in SIGNS:
        return finding
    return replace(finding, action=Action.NOTE, route=None)


def _close(route: Route, text: str) -> Finding:
    """What a judge is asked about."""
    return Finding(guardrail=CLOSE_CALL, action=Action.NOTE, excerpt=text, rule=route.value)
