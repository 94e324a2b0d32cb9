"""The algebra of verdicts: the gravest wins, so order cannot matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.verdicts import (
    DANGER,
    TABLE,
    Action,
    Finding,
    Outcome,
    Route,
    answer_verdict,
    gravest,
    question_verdict,
)

FINDINGS = st.builds(
    Finding,
    guardrail=st.sampled_from(["a", "b", "c"]),
    action=st.sampled_from(Action),
    excerpt=st.text(max_size=3),
    route=st.none() | st.sampled_from(Route),
)
LISTS = st.lists(FINDINGS, max_size=6).map(tuple)


def gravity(route: Route | None) -> int:
    return route.gravity if route else 0


@given(LISTS, FINDINGS)
def test_adding_a_finding_never_lowers_a_question(
    findings: tuple[Finding, ...], more: Finding
) -> None:
    before, after = question_verdict(findings), question_verdict((*findings, more))
    assert after.action >= before.action
    assert gravity(after.route) >= gravity(before.route)


@given(LISTS, FINDINGS)
def test_adding_a_finding_never_lowers_an_answer(
    findings: tuple[Finding, ...], more: Finding
) -> None:
    assert answer_verdict((*findings, more)).action >= answer_verdict(findings).action


@given(LISTS, st.randoms())
def test_order_does_not_matter(findings: tuple[Finding, ...], random: object) -> None:
    mixed = list(findings)
    getattr(random, "shuffle")(mixed)  # noqa: B009 - hypothesis' Random is untyped
    for judge in (question_verdict, answer_verdict):
        one, other = judge(findings), judge(tuple(mixed))
        assert (one.route, one.action) == (other.route, other.action)


@given(LISTS, LISTS)
def test_joining_is_judging_all_findings_together(
    one: tuple[Finding, ...], other: tuple[Finding, ...]
) -> None:
    joined = question_verdict(one).joined(question_verdict(other))
    together = question_verdict(one + other)
    assert (joined.route, joined.action) == (together.route, together.action)
    assert set(joined.findings) == set(together.findings)


@given(LISTS, LISTS)
def test_joining_is_the_same_both_ways(
    one: tuple[Finding, ...], other: tuple[Finding, ...]
) -> None:
    first, second = question_verdict(one), question_verdict(other)
    there, back = first.joined(second), second.joined(first)
    assert (there.route, there.action) == (back.route, back.action)


@given(LISTS)
def test_a_danger_always_signposts(findings: tuple[Finding, ...]) -> None:
    verdict = question_verdict(findings)
    if verdict.route in DANGER:
        assert verdict.action is Action.SIGNPOST


def test_nothing_found_is_education_and_allowed() -> None:
    verdict = question_verdict(())
    assert (verdict.route, verdict.action) == (Route.EDUCATION, Action.ALLOW)
    assert not answer_verdict(()).stops


def test_the_gravest_stand_in_the_order_of_the_standards() -> None:
    assert [route.value for route in sorted(Route, key=gravity, reverse=True)] == [
        "self_harm", "emergency", "abuse", "harmful", "injection", "diagnosis", "treatment",
        "off_topic", "education",
    ]  # fmt: skip
    assert gravest(None, Route.EDUCATION, Route.ABUSE, None) is Route.ABUSE
    assert gravest(None) is None


@pytest.mark.parametrize("route", Route)
def test_each_route_has_a_consequence(route: Route) -> None:
    assert TABLE[route].outcome in Outcome
    assert route.is_danger == (TABLE[route].action is Action.SIGNPOST)


@pytest.mark.parametrize("action", Action)
def test_a_sentence_is_stopped_from_revise_on(action: Action) -> None:
    verdict = answer_verdict((Finding(guardrail="a", action=action, excerpt=""),))
    assert verdict.stops == (action >= Action.REVISE)
