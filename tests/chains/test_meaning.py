"""A word asked for by itself: the glossary answers at once, in the person's language."""

from dataclasses import replace

import pytest

from chains.assistant import Assistant
from chains.gloss import Explaining, Glosses, Glossing
from domain.answers import Answer, Part
from domain.conversation import Preferences, Question
from domain.glossary import Term, Wording
from domain.languages import LanguageTag
from domain.verdicts import TABLE, Action, Outcome, Route, Verdict
from tests.chains.talk import Talk, hear

EN, KO, ES = (LanguageTag(tag) for tag in ("en", "ko", "es"))


async def _asked(assistant: Assistant, text: str, language: LanguageTag | None = None) -> Answer:
    preferences = Preferences(language=language)
    asked = Question(text=text, conversation="c", preferences=preferences)
    return (await hear(assistant, asked)).answer


@pytest.mark.parametrize(
    ("text", "term", "language"),
    [
        ("what does 객담 mean?", "sputum", "en"),
        ("HbA1c?", "hba1c", "en"),
        ("What is creatinine?", "creatinine", "en"),
        ("what is sputem", "sputum", "en"),
        ("stent meaning", "stent", "en"),
        ("i dont understand the word edema", "edema", "en"),
        ("객담이 뭐예요?", "sputum", "ko"),
        ("당화혈색소가 무슨 뜻이에요?", "hba1c", "ko"),
        ("eGFR이 뭔가요", "egfr", "ko"),
        ("심방세동이란?", "atrial-fibrillation", "ko"),
        ("¿Qué es la creatinina?", "creatinine", "es"),
        ("que significa trigliseridos", "triglycerides", "es"),
        ("¿qué quiere decir edema?", "edema", "es"),
    ],
)
async def test_the_glossary_answers_what_a_word_means(
    assistant: Assistant, text: str, term: str, language: str
) -> None:
    answer = await _asked(assistant, text)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.language == language
    assert [(c.topic, c.section) for c in answer.citations] == [("glossary", term)]
    assert all(s.citations for s in answer.sentences if s.part is Part.BODY)
    assert answer.reading is None


@pytest.mark.parametrize(
    "text",
    [
        "headache",  # a complaint, not a word
        "what is asthma?",  # a page tells more
        "what does my creatinine of 2.1 mean",
        "should I stop metformin",
        "what is a table",
        "하지정맥류 수술을 받아야 하나요",
        "이 발진이 뭐예요?",  # one's own rash
        "이 두드러기가 뭐예요",
        "what is my creatinine",
        "¿qué es esta erupción?",
    ],
)
async def test_the_glossary_leaves_other_questions_alone(assistant: Assistant, text: str) -> None:
    answer = await _asked(assistant, text)
    assert all(c.topic != "glossary" for c in answer.citations)


async def test_a_misspelled_word_is_guessed_aloud(assistant: Assistant) -> None:
    answer = await _asked(assistant, "what is sputem?")
    assert answer.sentences[0].part is Part.KIND
    assert "sputum" in answer.sentences[0].text


@pytest.mark.parametrize(
    "text",
    [
        "what is anaphylaxis, I cannot breathe, my throat is closing",
        "overdose",
    ],
)
async def test_danger_comes_before_a_word(assistant: Assistant, text: str) -> None:
    answer = await _asked(assistant, text)
    assert answer.route.is_danger
    assert answer.outcome is Outcome.SIGNPOSTED


@pytest.mark.parametrize(
    "text", ["what is an overdose?", "acetaminophen?", "what does opioid mean"]
)
async def test_after_a_crisis_no_word_of_medicines_is_explained(
    assistant: Assistant, text: str
) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("i want to die")
    answer = (await talk.say(text)).answer
    assert answer.outcome is Outcome.SIGNPOSTED
    assert answer.language == EN


@pytest.mark.parametrize("guess", ["", "Do you mean “creatinine”?"])
@pytest.mark.parametrize("route", list(Route))
def test_a_word_never_answers_a_danger_an_attack_or_an_unread_message(
    assistant: Assistant, route: Route, guess: str
) -> None:
    meant = assistant.meaning("HbA1c?", EN)
    assert meant is not None
    meant = replace(meant, guess=guess)
    verdict = Verdict(route=route, action=TABLE[route].action)
    gives_way = {Route.HARMFUL, Route.INJECTION, *(r for r in Route if r.is_danger)}
    gives_way |= {Route.DIAGNOSIS, Route.TREATMENT} if guess else set()
    assert meant.answers(verdict) is (route not in gives_way)
    assert not meant.answers(replace(verdict, action=Action.BLOCK))


async def test_a_word_is_told_again_in_another_language(assistant: Assistant) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("HbA1c?")
    again = (await talk.say("in Korean please")).answer
    assert again.language == KO
    assert [(c.topic, c.section) for c in again.citations] == [("glossary", "hba1c")]
    assert "당화혈색소" in again.text


async def test_the_chosen_language_wins_over_the_word_s(assistant: Assistant) -> None:
    answer = await _asked(assistant, "HbA1c?", ES)
    assert answer.language == ES
    assert answer.citations[0].topic == "glossary"


# The plain word beside a hard one.


def _glosses(language: LanguageTag, term: str, plain: str) -> Glosses:
    wording = Wording(term=term, plain=plain, meaning="")
    return Glossing(terms=(Term(id="x", kind="body", hard=True, words={language: wording}),)).of(
        language
    )


@pytest.mark.parametrize(
    ("language", "term", "plain", "before", "after"),
    [
        (EN, "airway", "air tube", "The airways swell.", "The airways (air tube) swell."),
        (EN, "airway", "air tube", "The airway (tube) swells.", "The airway (tube) swells."),
        (EN, "airway", "air tube", "The airwaylike tube.", "The airwaylike tube."),
        (EN, "airway", "air tube", "An air tube, or airway.", "An air tube, or airway."),
        (ES, "bronquio", "tubo del aire", "Los bronquios.", "Los bronquios (tubo del aire)."),
        (
            KO,
            "췌장",
            "소화액을 만드는 기관",
            "췌장이 부어요.",
            "췌장(소화액을 만드는 기관)이 부어요.",
        ),
        (KO, "췌장", "소화액을 만드는 기관", "췌장염이 아니에요.", "췌장염이 아니에요."),
        (KO, "객담", "가래", "객담(가래)을 봐요.", "객담(가래)을 봐요."),
        # in brackets it explains the word before it
        (
            EN,
            "sedation",
            "deep rest",
            "Rest (sedation).",
            "Rest (sedation).",
        ),
        (KO, "폐색전증", "폐가 막힘", "핏덩이(폐색전증)가 와요.", "핏덩이(폐색전증)가 와요."),
        # the sentence says it itself
        (EN, "spacer", "a tube for an inhaler", "A spacer is a tube.", "A spacer is a tube."),
        (EN, "opioid", "a strong painkiller", "Opioids help.", "Opioids (strong painkiller) help."),
    ],
)
def test_a_hard_word_carries_its_plain_one(
    language: LanguageTag, term: str, plain: str, before: str, after: str
) -> None:
    assert _glosses(language, term, plain).beside(before, set()) == after


def test_a_hard_word_is_explained_once_an_answer() -> None:
    glosses, explained = _glosses(EN, "airway", "air tube"), set[str]()
    assert "air tube" in glosses.beside("The airway swells.", explained)
    assert glosses.beside("The airway heals.", explained) == "The airway heals."


def test_the_page_s_own_subject_is_not_explained_in_brackets() -> None:
    glosses = _glosses(EN, "asthma", "narrow airways")
    assert (
        glosses.beside("Asthma can be mild.", glosses.in_words("Asthma")) == "Asthma can be mild."
    )


def test_no_gloss_makes_an_answer_longer_than_it_may_be() -> None:
    glossing = Glossing(
        terms=tuple(
            Term(
                id=term,
                kind="body",
                hard=True,
                words={EN: Wording(term=term, plain="four plain short words", meaning="")},
            )
            for term in ("airway", "bronchi")
        )
    )
    explaining = glossing.begin(EN, "Asthma", spare=5)
    assert explaining("The airway swells.") == "The airway (four plain short words) swells."
    assert explaining("The bronchi swell.") == "The bronchi swell."


def test_a_language_without_terms_is_told_as_it_stands() -> None:
    explaining = Glossing(terms=()).begin(EN, "Asthma", spare=5)
    assert explaining("The airway swells.") == "The airway swells."


def test_a_word_that_found_no_room_is_explained_once_there_is_some() -> None:
    glosses = _glosses(EN, "sputum", "thick slime from the lungs")
    explaining = Explaining(glosses=glosses, spare=1, explained=set())
    assert explaining("Sputum can be green.") == "Sputum can be green."
    explaining.spare = 10
    assert explaining("Sputum can be red.") == "Sputum (thick slime from the lungs) can be red."
    assert explaining("Sputum can be white.") == "Sputum can be white."
