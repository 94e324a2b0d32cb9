"""Runs guardrails on a text and sums up: the gravest wins, so order cannot matter."""

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from domain.errors import KnowledgeError
from domain.sites import PolicyRule
from domain.verdicts import TABLE, Action, Finding, Verdict, answer_verdict, question_verdict
from guardrails.guardrail import CheckContext, Guardrail, Side

log = logging.getLogger(__name__)
BUDGET_S = 1.0
"""What one check may compute (its thread's own time, so that a busy machine stops nobody). A check
over it has not been passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """The guardrails of a site."""

    guardrails: tuple[Guardrail, ...]

    def danger(self, context: CheckContext) -> Verdict:
        """The verdict of the danger rules on the raw words."""
        return question_verdict(self._findings(Side.DANGER, context))

    def question(self, context: CheckContext) -> Verdict:
        """The verdict on a redacted question."""
        return question_verdict(self._findings(Side.QUESTION, context))

    def sentence(self, context: CheckContext) -> Verdict:
        """The verdict on one sentence of an answer."""
        return answer_verdict(self._findings(Side.ANSWER, context))

    def warm_up(self, context: CheckContext) -> None:
        """Read a text with every check: what they load at first use is not on a patient's time."""
        for guardrail in self.guardrails:
            with suppress(Exception):
                tuple(guardrail.check(context))

    def _findings(self, side: Side, context: CheckContext) -> tuple[Finding, ...]:
        return tuple(
            finding
            for guardrail in self.guardrails
            if guardrail.side is side
            for finding in _run(guardrail, context)
        )


def with_policy(
    guardrails: Iterable[Guardrail], policy: tuple[PolicyRule, ...]
) -> tuple[Guardrail, ...]:
    """The guardrails as the site's policy has them; fixed ones stay as they are.

    A question's guardrail whose action is lowered no longer leads anywhere: what it
    sees is in the record, and the message goes on as education.

    Raises:
        KnowledgeError: the policy names a guardrail that is not there, or a fixed one.
    """
    rules = {rule.guardrail: rule for rule in policy}
    shipped = tuple(guardrails)
    by_name = {guardrail.name: guardrail for guardrail in shipped}
    for name in rules:
        if name not in by_name:
            mend = f"there are: {', '.join(sorted(by_name))}"
            raise KnowledgeError("policy.toml", 1, f"there is no guardrail {name}", mend)
        if by_name[name].fixed:
            problem = f"{name} guards against danger and stays as it is"
            raise KnowledgeError("policy.toml", 1, problem, "remove the rule")
    actions = {name: rule.action for name, rule in rules.items()}
    wanted = ((g, actions.get(g.name, g.action)) for g in shipped)
    return tuple(_reactioned(g, action) for g, action in wanted if action is not None)


def _reactioned(guardrail: Guardrail, action: Action) -> Guardrail:
    lowered = guardrail.route is not None and action < TABLE[guardrail.route].action
    return replace(guardrail, action=action, route=None if lowered else guardrail.route)


def _run(guardrail: Guardrail, context: CheckContext) -> Iterable[Finding]:
    """A check's findings; a check that raises or is too slow has not read the text."""
    started = time.thread_time()
    try:
        excerpts = tuple(guardrail.check(context))
    except Exception as error:  # noqa: BLE001 - whatever it was, the text has not been read
        log.error("guardrail %s failed: %s", guardrail.name, type(error).__name__)  # noqa: TRY400 - a trace may hold the patient's words
        return [failed(guardrail, type(error).__name__)]
    if time.thread_time() - started > BUDGET_S:
        log.error("guardrail %s ran over its budget", guardrail.name)
        return [failed(guardrail, "over budget")]
    return [
        Finding(
            guardrail=guardrail.name,
            action=_action(guardrail, excerpt.route),
            excerpt=excerpt.text,
            route=excerpt.route or guardrail.route,
            rule=excerpt.rule,
        )
        for excerpt in excerpts
    ]


def _action(guardrail: Guardrail, route: object) -> Action:
    if route is None or route == guardrail.route:
        return guardrail.action
    return TABLE[route].action  # pyright: ignore[reportArgumentType]  # only routes reach here


def failed(guardrail: Guardrail, rule: str) -> Finding:
    """What stands for a check that did not finish: the text is stopped."""
    return Finding(guardrail=guardrail.name, action=Action.BLOCK, excerpt="", rule=rule)


def unread(name: str, rule: str) -> Verdict:
    """The verdict on a message that a room before the guardrails could not read."""
    finding = Finding(guardrail=name, action=Action.BLOCK, excerpt="", rule=rule)
    return question_verdict((finding,))
