"""What a message is (route), what is done about it (action), and why (findings)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Route(StrEnum):
    """What a message is. Declared gravest first: that order decides (STANDARDS §2)."""

    SELF_HARM = "self_harm"
    EMERGENCY = "emergency"
    ABUSE = "abuse"
    HARMFUL = "harmful"
    INJECTION = "injection"
    DIAGNOSIS = "diagnosis"
    TREATMENT = "treatment"
    OFF_TOPIC = "off_topic"
    EDUCATION = "education"

    @property
    def gravity(self) -> int:
        """Higher is graver."""
        return len(Route) - list(Route).index(self)

    @property
    def is_danger(self) -> bool:
        """Whether people who can help must be named at once."""
        return self in DANGER


CLOSE_CALL = "close-call"
"""The guardrail whose finding names, as its rule, a graver route that was nearly taken."""


class Said(StrEnum):
    """What a sentence of an answer does to the person who reads it."""

    SAFE = "safe"
    CLAIM = "claim"  # says what they have or have not
    PRESCRIPTION = "prescription"  # tells them to take, stop or change something
    REASSURANCE = "reassurance"  # says that no care is needed
    TITLE = "title"  # speaks as a clinician


DANGER = frozenset({Route.SELF_HARM, Route.EMERGENCY, Route.ABUSE})


class Action(IntEnum):
    """What a finding asks for. The gravest wins, so order cannot matter."""

    ALLOW = 0
    NOTE = 1
    REVISE = 2
    REDIRECT = 3
    DECLINE = 4
    BLOCK = 5
    SIGNPOST = 6


class Outcome(StrEnum):
    """How a turn ended."""

    ANSWERED = "ANSWERED"
    REVISED = "REVISED"
    REDIRECTED = "REDIRECTED"
    SIGNPOSTED = "SIGNPOSTED"
    DECLINED = "DECLINED"
    NO_TOPIC = "NO_TOPIC"
    BLOCKED = "BLOCKED"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a route leads to: the least action taken and the outcome it ends in."""

    action: Action
    outcome: Outcome


TABLE: dict[Route, Consequence] = {
    Route.SELF_HARM: Consequence(Action.SIGNPOST, Outcome.SIGNPOSTED),
    Route.EMERGENCY: Consequence(Action.SIGNPOST, Outcome.SIGNPOSTED),
    Route.ABUSE: Consequence(Action.SIGNPOST, Outcome.SIGNPOSTED),
    Route.HARMFUL: Consequence(Action.DECLINE, Outcome.DECLINED),
    Route.INJECTION: Consequence(Action.DECLINE, Outcome.DECLINED),
    Route.DIAGNOSIS: Consequence(Action.REDIRECT, Outcome.REDIRECTED),
    Route.TREATMENT: Consequence(Action.REDIRECT, Outcome.REDIRECTED),
    Route.OFF_TOPIC: Consequence(Action.DECLINE, Outcome.DECLINED),
    Route.EDUCATION: Consequence(Action.ALLOW, Outcome.ANSWERED),
}
"""The one table from route to action to outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a guardrail saw.

    Attributes:
        guardrail: the guardrail's name, as in docs/guardrails.md.
        action: what it asks for.
        excerpt: the words it saw (derived from the patient's: kept encrypted).
        route: for a question, the route it points to.
        rule: the rule or example within the guardrail, for the record.
    """

    guardrail: str
    action: Action
    excerpt: str
    route: Route | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The sum of findings on one text."""

    route: Route | None
    action: Action
    findings: tuple[Finding, ...] = ()

    def joined(self, other: "Verdict") -> "Verdict":
        """Both verdicts as one: the graver route, the graver action, all findings."""
        return Verdict(
            route=gravest(self.route, other.route),
            action=max(self.action, other.action),
            findings=self.findings + tuple(f for f in other.findings if f not in self.findings),
        )

    @property
    def stops(self) -> bool:
        """For an answer's sentence: it may not be shown as it is."""
        return self.action >= Action.REVISE


def gravest(*routes: Route | None) -> Route | None:
    """The gravest of the routes given, or None if there is none."""
    present = [route for route in routes if route is not None]
    return max(present, key=lambda route: route.gravity, default=None)


def question_verdict(findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on a question: education unless a finding says something graver."""
    route = gravest(Route.EDUCATION, *(finding.route for finding in findings)) or Route.EDUCATION
    action = max((TABLE[route].action, *(finding.action for finding in findings)))
    return Verdict(route=route, action=action, findings=findings)


def answer_verdict(findings: tuple[Finding, ...]) -> Verdict:
    """The verdict on a sentence of an answer: its gravest action, no route."""
    action = max((finding.action for finding in findings), default=Action.ALLOW)
    return Verdict(route=None, action=action, findings=findings)
