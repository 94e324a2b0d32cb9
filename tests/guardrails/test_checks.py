"""Every guardrail's own examples: what it catches, and what it leaves alone."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.conversation import Turn
from domain.corpus import Passage, WarningSigns
from domain.languages import ENGLISH, LanguageTag, Level
from domain.verdicts import DANGER, Action, Route
from guardrails.classifier import Likelihoods
from guardrails.danger import Danger
from guardrails.guardrail import CheckContext, Example, Guardrail, Side
from guardrails.learned import SHIPPED
from guardrails.shelf import guardrails_hash, shipped_guardrails
from settings import Settings
from wiring import build_embedder, build_house
from wiring.guarding import THRESHOLDS, build_screening

Case = tuple[Guardrail, str, Example]
Classify = Callable[[str], Likelihoods]
ALL = shipped_guardrails()


def examples(*sides: Side, caught: bool) -> list[Case]:
    return [
        (guardrail, tag, given if isinstance(given, Example) else Example(text=given))
        for guardrail in ALL
        if guardrail.side in sides
        for tag, told in (guardrail.caught if caught else guardrail.left_alone).items()
        for given in told
    ]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Guardrail) else str(getattr(value, "text", value))


def page(text: str, tag: LanguageTag) -> Passage:
    """A passage that says this."""
    return Passage(
        topic="t", section="s", language=tag, country=None, title="", heading="",
        level=Level.EASY, text=text, score=1.0, review_by=date(2099, 1, 1), reviewed_on=None,
        review_status="unreviewed", warning_signs=WarningSigns(), visit_questions=(),
    )  # fmt: skip


def found(
    guardrail: Guardrail, tag: str, example: Example, danger: Danger, classify: Classify | None
) -> bool:
    language = LanguageTag(tag)
    context = CheckContext(
        text=example.text,
        language=language,
        danger=danger,
        likelihoods=classify(example.text) if classify else None,
        thresholds=THRESHOLDS,
        passages=(page(example.passage, language),) if example.passage else None,
    )
    return any(guardrail.check(context))


def test_names_are_unique_and_reasons_are_sentences() -> None:
    assert len({g.name for g in ALL}) == len(ALL) == 22
    assert all(g.reason.endswith(".") for g in ALL)
    assert len(guardrails_hash()) == 12


@pytest.mark.parametrize("guardrail", ALL, ids=name_of)
def test_a_guardrail_carries_its_proof_in_each_of_its_languages(guardrail: Guardrail) -> None:
    if guardrail.name not in {"standing-danger", "close-call"}:  # turns and likelihoods: see below
        assert set(guardrail.caught) == set(guardrail.languages)
        assert all(guardrail.caught.values())
    assert set(guardrail.left_alone) == set(guardrail.languages)
    assert all(guardrail.left_alone.values())


@pytest.mark.parametrize("guardrail", ALL, ids=name_of)
def test_what_guards_against_danger_is_fixed_and_signposts(guardrail: Guardrail) -> None:
    assert guardrail.fixed == (guardrail.route in DANGER)
    assert (guardrail.action is Action.SIGNPOST) == guardrail.fixed


@pytest.mark.parametrize(
    ("guardrail", "tag", "example"), examples(Side.ANSWER, Side.DANGER, caught=True), ids=name_of
)
def test_what_is_to_be_caught_is_caught(
    guardrail: Guardrail, tag: str, example: Example, danger: Danger
) -> None:
    assert found(guardrail, tag, example, danger, None)


@pytest.mark.parametrize(
    ("guardrail", "tag", "example"), examples(Side.ANSWER, Side.DANGER, caught=False), ids=name_of
)
def test_what_is_to_be_left_alone_is_left_alone(
    guardrail: Guardrail, tag: str, example: Example, danger: Danger
) -> None:
    assert not found(guardrail, tag, example, danger, None)


@pytest.fixture(scope="session")
def classify() -> Classify:
    """The shipped classifier; fitting it anew would take minutes."""
    assert SHIPPED.is_file()
    settings = Settings(_env_file=None)  # pyright: ignore[reportCallIssue]
    house = build_house(settings)
    screening = build_screening(settings, house, build_embedder(settings, None))
    return screening.likelihoods


@pytest.mark.slow
@pytest.mark.parametrize(
    ("guardrail", "tag", "example"), examples(Side.QUESTION, caught=True), ids=name_of
)
def test_a_question_to_be_caught_is_caught(
    guardrail: Guardrail, tag: str, example: Example, danger: Danger, classify: Classify
) -> None:
    assert found(guardrail, tag, example, danger, classify)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("guardrail", "tag", "example"), examples(Side.QUESTION, caught=False), ids=name_of
)
def test_a_question_to_be_left_alone_is_left_alone(
    guardrail: Guardrail, tag: str, example: Example, danger: Danger, classify: Classify
) -> None:
    assert not found(guardrail, tag, example, danger, classify)


@pytest.mark.parametrize(
    ("likely", "routes"),
    [
        ({Route.EDUCATION: 0.8, Route.EMERGENCY: 0.16}, ["emergency"]),
        ({Route.DIAGNOSIS: 0.6, Route.TREATMENT: 0.3, Route.SELF_HARM: 0.15}, ["self_harm"]),
        ({Route.EDUCATION: 0.9, Route.OFF_TOPIC: 0.1}, []),
        ({Route.EMERGENCY: 0.6, Route.DIAGNOSIS: 0.4}, []),
    ],
)
def test_a_graver_route_that_was_nearly_taken_is_noted(
    likely: dict[Route, float], routes: list[str], danger: Danger
) -> None:
    whole = {route: likely.get(route, 0.0) for route in Route}
    likelihoods = Likelihoods(whole=whole, worst=whole, present=1.0)
    context = CheckContext(text="x", language=ENGLISH, danger=danger, likelihoods=likelihoods)
    (guardrail,) = (g for g in ALL if g.name == "close-call")
    assert [excerpt.rule for excerpt in guardrail.check(context)] == routes
    assert guardrail.route is None
    assert guardrail.action is Action.NOTE


def after(standing: Route | None, text: str, danger: Danger) -> list[Route | None]:
    """What the standing danger says to a text after a turn."""
    turn = Turn(
        text="", query="", route=Route.EDUCATION, topic=None, language=ENGLISH, standing=standing
    )
    context = CheckContext(text=text, language=ENGLISH, danger=danger, turns=(turn,))
    (guardrail,) = (g for g in ALL if g.name == "standing-danger")
    return [excerpt.route for excerpt in guardrail.check(context)]


@pytest.mark.parametrize(
    ("standing", "text", "routes"),
    [
        (Route.EMERGENCY, "what is asthma?", [Route.EMERGENCY]),
        (Route.EMERGENCY, "", [Route.EMERGENCY]),
        (Route.SELF_HARM, "what dose is lethal?", [Route.SELF_HARM]),
        (Route.SELF_HARM, "타이레놀 하루 최대 몇 알이에요?", [Route.SELF_HARM]),
        (Route.SELF_HARM, "¿cuál es la dosis máxima?", [Route.SELF_HARM]),
        (Route.SELF_HARM, "what is asthma?", []),
        (None, "what dose is lethal?", []),
    ],
)
def test_a_danger_told_before_stands(
    standing: Route | None, text: str, routes: list[Route | None], danger: Danger
) -> None:
    assert after(standing, text, danger) == routes
