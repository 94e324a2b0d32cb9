"""A check that did not finish has not read the text; a policy changes what it may."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest

from domain.conversation import Question
from domain.errors import EmbeddingFailed, KnowledgeError
from domain.languages import ENGLISH
from domain.sites import PolicyRule
from domain.verdicts import Action, Outcome, Route
from guardrails import runner
from guardrails.classifier import Likelihoods
from guardrails.danger import Danger
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side
from guardrails.runner import Runner, with_policy
from guardrails.screening import MOST_WINDOWS, Classify, Screening, pieces
from guardrails.shelf import shipped_guardrails

SECRET = "a secret of the patient"


def fine(_: CheckContext) -> Iterable[Excerpt]:
    return ()


def sees(context: CheckContext) -> Iterable[Excerpt]:
    yield Excerpt(text=context.text, rule="all")


def raises(context: CheckContext) -> Iterable[Excerpt]:
    raise ValueError(context.text)


def raises_half_way(context: CheckContext) -> Iterable[Excerpt]:
    yield Excerpt(text="first")
    raise ValueError(context.text)


def computes(context: CheckContext) -> Iterable[Excerpt]:
    until = time.thread_time() + 0.03
    while time.thread_time() < until:
        pass
    return ()


def guardrail(
    check: Callable[[CheckContext], Iterable[Excerpt]],
    side: Side = Side.ANSWER,
    *,
    name: str = "g",
    action: Action = Action.REVISE,
    route: Route | None = None,
) -> Guardrail:
    return Guardrail(
        name=name, side=side, reason="r", action=action, check=check, route=route,
        caught={}, left_alone={},
    )  # fmt: skip


@pytest.fixture
def context(danger: Danger) -> CheckContext:
    return CheckContext(text=SECRET, language=ENGLISH, danger=danger)


@pytest.mark.parametrize("check", [raises, raises_half_way, computes])
@pytest.mark.parametrize("side", Side)
def test_a_check_that_raises_or_is_too_slow_stops_the_text_and_is_a_finding(
    context: CheckContext,
    check: Callable[[CheckContext], Iterable[Excerpt]],
    side: Side,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(runner, "BUDGET_S", 0.01)
    run = Runner(guardrails=(guardrail(check, side),))
    judge = {Side.DANGER: run.danger, Side.QUESTION: run.question, Side.ANSWER: run.sentence}
    with caplog.at_level(logging.ERROR):
        verdict = judge[side](context)
    assert verdict.action is Action.BLOCK
    assert verdict.stops
    (finding,) = verdict.findings
    assert (finding.guardrail, finding.excerpt) == ("g", "")
    assert finding.rule in {"ValueError", "over budget"}
    assert SECRET not in caplog.text


def test_a_finding_of_another_check_is_kept_beside_a_failure(context: CheckContext) -> None:
    run = Runner(guardrails=(guardrail(raises), guardrail(sees, name="h"), guardrail(fine)))
    verdict = run.sentence(context)
    assert [f.guardrail for f in verdict.findings] == ["g", "h"]
    assert verdict.action is Action.BLOCK


def test_a_danger_outranks_a_check_that_failed(context: CheckContext) -> None:
    signs = guardrail(sees, Side.DANGER, action=Action.SIGNPOST, route=Route.EMERGENCY)
    run = Runner(guardrails=(guardrail(raises, Side.DANGER), signs))
    verdict = run.danger(context)
    assert (verdict.action, verdict.route) == (Action.SIGNPOST, Route.EMERGENCY)


def test_each_side_runs_its_own_checks_only(context: CheckContext) -> None:
    run = Runner(guardrails=(guardrail(sees, Side.QUESTION, route=Route.OFF_TOPIC),))
    assert run.danger(context).findings == ()
    assert run.sentence(context).findings == ()
    assert run.question(context).route is Route.OFF_TOPIC


def test_warming_up_reads_with_every_check_and_never_fails(context: CheckContext) -> None:
    read: list[str] = []

    def notes(seen: CheckContext) -> Iterable[Excerpt]:
        read.append(seen.text)
        return ()

    Runner(guardrails=(guardrail(raises), guardrail(notes))).warm_up(context)
    assert read == [SECRET]


def rule(name: str, action: Action | None) -> PolicyRule:
    return PolicyRule(guardrail=name, action=action, author="A. Nurse", reason="tried it")


def test_a_policy_switches_a_guardrail_off() -> None:
    left = with_policy(shipped_guardrails(), (rule("link", None),))
    assert {g.name for g in shipped_guardrails()} - {g.name for g in left} == {"link"}


def test_a_policy_gives_a_guardrail_another_action() -> None:
    changed = with_policy(shipped_guardrails(), (rule("link", Action.NOTE),))
    actions = {g.name: g.action for g in changed}
    assert actions["link"] is Action.NOTE
    assert len(changed) == len(shipped_guardrails())


@pytest.mark.parametrize(
    ("action", "route"),
    [
        (Action.ALLOW, Route.EDUCATION),
        (Action.NOTE, Route.EDUCATION),
        (Action.DECLINE, Route.OFF_TOPIC),
        (Action.BLOCK, Route.OFF_TOPIC),
    ],
)
def test_a_question_whose_guardrail_is_lowered_goes_on_and_is_noted(
    action: Action, route: Route, context: CheckContext
) -> None:
    given = guardrail(
        sees, Side.QUESTION, name="off-topic", action=Action.DECLINE, route=Route.OFF_TOPIC
    )
    verdict = Runner(guardrails=with_policy((given,), (rule("off-topic", action),))).question(
        context
    )
    assert (verdict.action, verdict.route) == (action, route)
    assert [finding.guardrail for finding in verdict.findings] == ["off-topic"]


def test_an_empty_policy_changes_nothing() -> None:
    assert with_policy(shipped_guardrails(), ()) == shipped_guardrails()


@pytest.mark.parametrize("name", [g.name for g in shipped_guardrails() if g.fixed])
@pytest.mark.parametrize("action", [None, Action.ALLOW, Action.SIGNPOST])
def test_a_policy_may_not_touch_what_guards_against_danger(
    name: str, action: Action | None
) -> None:
    with pytest.raises(KnowledgeError, match=f"policy.toml:1 {name} guards against danger"):
        with_policy(shipped_guardrails(), (rule(name, action),))


def test_a_policy_for_a_guardrail_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(KnowledgeError, match=r"policy.toml:1 there is no guardrail lnik"):
        with_policy(shipped_guardrails(), (rule("lnik", None),))


def screening(danger: Danger, classify: Classify, *checks: Guardrail) -> Screening:
    return Screening(
        runner=Runner(guardrails=checks),
        danger_rules=danger,
        classify=classify,
        thresholds={},
        embedding="fake",
    )


def sure(text: str, windows: Sequence[str]) -> Likelihoods:
    del text, windows
    whole = {r: float(r is Route.EDUCATION) for r in Route}
    return Likelihoods(whole=whole, worst=whole, present=1.0)


def test_the_graver_of_the_message_and_its_stand_alone_form_wins(danger: Danger) -> None:
    def football(context: CheckContext) -> Iterable[Excerpt]:
        return [Excerpt(text="x")] if "football" in context.text else []

    check = guardrail(football, Side.QUESTION, action=Action.DECLINE, route=Route.OFF_TOPIC)
    room = screening(danger, sure, check)
    asked = Question(text="and that?", conversation="c")
    assert room.screened(asked, "football: and that?", ENGLISH).route is Route.OFF_TOPIC
    assert room.screened(asked, "and that?", ENGLISH).route is Route.EDUCATION
    spoken = replace(asked, text="football?")
    assert room.screened(spoken, "asthma", ENGLISH).route is Route.OFF_TOPIC


def test_a_message_that_cannot_be_embedded_is_stopped(danger: Danger) -> None:
    def blind(_: str, __: Sequence[str]) -> Likelihoods:
        raise EmbeddingFailed("no vectors")

    verdict = screening(danger, blind).screened(
        Question(text="what is asthma", conversation="c"), "what is asthma", ENGLISH
    )
    assert verdict.action is Action.BLOCK
    assert verdict.findings[0].guardrail == "classifier"


def test_the_windows_of_a_message_are_few_and_not_the_message_itself() -> None:
    assert pieces("one short sentence only") == ()
    some = " ".join(f"This is sentence number {n} of them." for n in range(10))
    assert len(pieces(some)) == 19  # each, and each with the next
    many = " ".join(f"This is sentence number {n} of them." for n in range(30))
    assert len(pieces(many)) == MOST_WINDOWS
    assert many not in pieces(many)


def test_every_outcome_has_a_name() -> None:
    assert {outcome.value for outcome in Outcome} == {
        "ANSWERED", "REVISED", "REDIRECTED", "SIGNPOSTED", "DECLINED", "NO_TOPIC", "BLOCKED",
        "ERROR",
    }  # fmt: skip
