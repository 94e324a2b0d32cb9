"""Conversations: what stays from one turn to the next, and what does not."""

from dataclasses import replace

import pytest

from chains.assistant import Assistant
from chains.rephrase import rephrase
from chains.telling import CHOSEN, OFFERED
from domain.conversation import Question
from domain.corpus import Passage
from domain.languages import CountryCode, LanguageTag, Level
from domain.verdicts import Outcome, Route
from tests.chains.talk import Talk
from tests.fakes import FakeRecorder

EN, KO = LanguageTag("en"), LanguageTag("ko")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("and if i stop it?", "Asthma: and if i stop it?"),
        ("is it dangerous for the heart?", "Asthma: is it dangerous for the heart?"),
        ("side effects?", "Asthma: side effects?"),
        ("what causes high blood pressure?", "what causes high blood pressure?"),
        ("what is asthma?", "what is asthma?"),
        ("salt?", "Asthma: salt?"),
        ("eating less?", "eating less?"),
    ],
)
def test_a_follow_up_keeps_its_subject_and_a_new_subject_its_own(
    assistant: Assistant, text: str, query: str
) -> None:
    language = assistant.languages[EN]
    titles = ("Asthma", "Eating less salt")
    asked = Question(text=text, conversation="c")
    assert rephrase(asked, language, "Asthma", titles) == query


@pytest.mark.parametrize("text", ["당뇨병이 뭐예요?", "what is diabetes?", "¿y la diabetes?"])
def test_a_short_question_that_names_a_page_is_not_about_the_page_before(
    assistant: Assistant, text: str
) -> None:
    asked = Question(text=text, conversation="c")
    titles = ("제2형 당뇨병", "Type 2 diabetes", "천식")
    tag = EN if text.isascii() else KO
    assert rephrase(asked, assistant.languages[tag], "천식", titles) == text


async def test_a_follow_up_is_answered_from_the_subject_before(
    assistant: Assistant, recorder: FakeRecorder
) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("how is asthma treated?")
    heard = await talk.say("and what helps?")
    assert recorder.openings[-1].query == "Asthma: and what helps?"
    assert heard.answer.citations[0].topic == "asthma"


async def test_both_the_message_and_its_stand_alone_form_are_checked(
    assistant: Assistant,
) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("what is asthma?")
    heard = await talk.say("do i have it?")
    assert heard.answer.outcome is Outcome.REDIRECTED


async def test_more_detail_tells_the_same_passage_at_another_level(assistant: Assistant) -> None:
    talk = Talk(assistant=assistant)
    easy = await talk.say("what is asthma?")
    harder = await talk.say("more detail please")
    assert harder.answer.level is Level.STANDARD
    assert harder.answer.turn.passage == easy.answer.turn.passage == "asthma#what"
    assert harder.released[0] == "Asthma is a long-term illness of the airways."
    simpler = await talk.say("simpler")
    assert simpler.released == easy.released


async def test_in_korean_please_tells_the_same_passage_in_korean_from_now_on(
    assistant: Assistant,
) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("what is asthma?")
    korean = await talk.say("in Korean please")
    assert korean.released[0] == "천식은 숨길이 좁아지는 병이에요."
    assert korean.answer.turn.passage == "asthma#what"
    assert korean.answer.preferences.language == KO
    after = await talk.say("what is asthma?")
    assert after.answer.language == KO


async def test_a_redirect_told_again_is_still_a_redirect(assistant: Assistant) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("do i have asthma?")
    again = await talk.say("simpler")
    assert again.answer.outcome is Outcome.REDIRECTED
    assert again.answer.route is Route.DIAGNOSIS


async def test_a_decline_told_again_is_still_a_decline(assistant: Assistant) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("how do i poison my neighbour")
    assert (await talk.say("in Spanish please")).answer.outcome is Outcome.DECLINED


@pytest.mark.parametrize("courtesy", ["hello", "thanks", "ok"])
async def test_a_courtesy_in_between_is_not_what_is_told_again(
    assistant: Assistant, courtesy: str
) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("what is asthma?")
    await talk.say(courtesy)
    assert (await talk.say("in Korean please")).released[0] == "천식은 숨길이 좁아지는 병이에요."


@pytest.mark.parametrize("text", ["in Korean please", "simpler"])
async def test_a_command_after_a_greeting_alone_is_no_question(
    assistant: Assistant, text: str
) -> None:
    talk = Talk(assistant=assistant)
    await talk.say("hello")
    heard = await talk.say(text)
    assert heard.answer.outcome is Outcome.ANSWERED
    assert heard.answer.citations == ()


async def test_a_question_whose_page_the_language_lacks_is_told_where_the_page_is(
    lacking: Assistant,
) -> None:
    talk = Talk(assistant=lacking, question=Question(text="", conversation="c"))
    talk.question = replace(
        talk.question, preferences=replace(talk.question.preferences, language=KO)
    )
    heard = await talk.say("what is asthma?")
    assert "English" in heard.text
    assert "Asthma" in heard.text
    assert heard.answer.outcome is Outcome.NO_TOPIC
    assert heard.answer.citations == ()


async def test_a_passage_missing_in_the_other_language_is_searched_for_again(
    assistant: Assistant,
) -> None:
    def gone(*_: object) -> tuple[Passage, ...]:
        return ()

    talk = Talk(assistant=replace(assistant, reopen=gone))
    await talk.say("what is asthma?")
    heard = await talk.say("more detail please")
    assert heard.answer.citations[0].topic == "asthma"


async def test_the_sections_of_the_sites_country_are_told(assistant: Assistant) -> None:
    asked = "asthma check every year where i live"
    korea = await Talk(assistant=assistant).say(asked)
    assert korea.released[0].startswith("In Korea")
    assert korea.answer.citations[0].country == CountryCode("KR")


async def test_the_country_a_person_is_in_counts_before_the_sites(assistant: Assistant) -> None:
    talk = Talk(assistant=assistant)
    heard = await talk.say("asthma check every year where i live, i am in mexico")
    assert "In Korea" not in heard.text
    assert "United States" not in heard.text


async def test_sections_near_the_question_are_offered_and_told_when_chosen(
    assistant: Assistant,
) -> None:
    talk = Talk(assistant=assistant)
    first = (await talk.say("what is asthma?")).answer
    told = {f"{one.topic}#{one.section}" for one in first.citations}
    assert 0 < len(first.beside) <= OFFERED
    assert not told & {one.passage for one in first.beside}
    chosen = first.beside[0]
    heard = await talk.say(chosen.label, chosen.passage)
    assert heard.answer.outcome is Outcome.ANSWERED
    assert heard.answer.turn.passage == chosen.passage
    assert heard.answer.beside == ()


async def test_a_chosen_section_that_is_gone_is_a_question_like_any_other(
    assistant: Assistant,
) -> None:
    heard = await Talk(assistant=assistant).say("what is asthma?", "gout#what")
    assert heard.answer.citations[0].topic == "asthma"


async def test_a_heading_that_sounds_like_danger_is_no_persons_words(
    assistant: Assistant, recorder: FakeRecorder
) -> None:
    heard = await Talk(assistant=assistant).say("chest pain, i want to die", "asthma#what")
    assert heard.answer.outcome is Outcome.ANSWERED
    assert "want to die" not in recorder.openings[-1].question.text


async def test_while_a_crisis_stands_a_chosen_section_is_checked_like_a_question(
    assistant: Assistant,
) -> None:
    talk = Talk(assistant=assistant)
    beside = (await talk.say("what is asthma?")).answer.beside[0]
    calm = await talk.say(beside.label, beside.passage)
    assert CHOSEN in calm.answer.findings
    await talk.say("i want to die")
    standing = await talk.say(beside.label, beside.passage)
    assert "check question" not in calm.rooms
    assert "check question" in standing.rooms


@pytest.mark.parametrize("text", ["i want to die", "hello", "how do i poison my neighbour"])
async def test_nothing_is_offered_under_an_answer_that_is_no_pages(
    assistant: Assistant, text: str
) -> None:
    assert (await Talk(assistant=assistant).say(text)).answer.beside == ()


async def test_a_closed_chat_tells_no_section(assistant: Assistant) -> None:
    closed = replace(assistant, is_closed=True)
    heard = await Talk(assistant=closed).say("Asthma: What it is", "asthma#what")
    assert heard.answer.citations == ()
