"""The judge: a model asked yes or no about a close call. It may only tighten."""

import asyncio
import logging
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from chains.compose_model import fenced
from chains.models import ChatModel
from chains.prompts import prompt
from domain.conversation import Question
from domain.errors import ModelFailed
from domain.verdicts import CLOSE_CALL, TABLE, Finding, Route, Verdict, question_verdict

log = logging.getLogger(__name__)
PATIENCE_S = 2.0
"""How long a patient waits for a judge; without its word the guardrails' verdict stands."""
ASKED = tuple(route for route in Route if route not in {Route.OFF_TOPIC, Route.EDUCATION})
"""The routes that a judge can tighten to; each has its question in prompts/."""


class Judged(BaseModel):
    """What the model must answer with."""

    model_config = ConfigDict(extra="forbid")

    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Asks about the routes that were nearly taken."""

    model: ChatModel

    async def __call__(self, question: Question, verdict: Verdict) -> Verdict:
        """The verdict, or a graver one. Never raises: a judge that fails has no say."""
        routes = _close(verdict)
        said = await asyncio.gather(*(self._says(question, route) for route in routes))
        found = tuple(
            Finding(
                guardrail="judge",
                action=TABLE[route].action,
                excerpt=question.text,
                route=route,
                rule="a model said yes",
            )
            for route, yes in zip(routes, said, strict=True)
            if yes
        )
        return verdict.joined(question_verdict(found)) if found else verdict

    async def _says(self, question: Question, route: Route) -> bool:
        rules = prompt("judge").format(asked=prompt(f"judge_{route}"))
        message = f"<message>\n{fenced(question.text)}\n</message>"
        try:
            judged = await self.model.structured(
                [{"role": "system", "content": rules}, {"role": "user", "content": message}],
                Judged,
                patience_s=PATIENCE_S,
            )
        except ModelFailed as error:
            log.warning("the judge had no say (%s)", error)
            return False
        return judged.yes


def _close(verdict: Verdict) -> tuple[Route, ...]:
    """The routes that were nearly taken and are graver than the one that was."""
    named = {Route(f.rule) for f in verdict.findings if f.guardrail == CLOSE_CALL}
    taken = verdict.route or Route.EDUCATION
    graver = (route for route in named if route in ASKED and route.gravity > taken.gravity)
    return tuple(sorted(graver, key=lambda route: -route.gravity))
