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
    return any(map(_is_sign, danger.findings))


def only_words(danger: Verdict, text: str) -> Verdict:
    """The verdict when the signs are only words: each is noted, and a judge, if any, is asked.

    Args:
        danger: what the danger rules found.
        text: the message.
    """
    routes = {f.route for f in danger.findings if _is_sign(f) and f.route}
    noted = (_noted(finding) for finding in danger.findings)
    return question_verdict((*noted, *(_close(route, text) for route in sorted(routes))))


def _is_sign(finding: Finding) -> bool:
    """A check that failed has seen no sign, and still stops the message."""
    return finding.guardrail in SIGNS and finding.action is Action.SIGNPOST


def _noted(finding: Finding) -> Finding:
    if not _is_sign(finding):
        return finding
    return replace(finding, action=Action.NOTE, route=None)


def _close(route: Route, text: str) -> Finding:
    """What a judge is asked about."""
    return Finding(guardrail=CLOSE_CALL, action=Action.NOTE, excerpt=text, rule=route.value)
