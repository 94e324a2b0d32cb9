"""What stands under an answer: its sources, its level, whom to call, its buttons."""

import re

from domain.answers import Answer
from domain.corpus import Citation
from domain.languages import Level
from domain.verdicts import Outcome, Route
from settings import Mode
from web.layout import phone_numbers
from web.screen import Button, Props
from web.words import Words

ANSWER = "TeachbackAnswer"
WELCOME = "TeachbackWelcome"
_FROM_PAGES = frozenset({Outcome.ANSWERED, Outcome.REVISED, Outcome.REDIRECTED})
_RATED = _FROM_PAGES | {Outcome.NO_TOPIC, Outcome.DECLINED}


def answer_card(answer: Answer, words: Words, *, mode: Mode, code: str) -> tuple[str, Props]:
    """The card under an answer."""
    sources = [_source(citation, words) for citation in answer.citations]
    urgent = answer.outcome is Outcome.SIGNPOSTED
    props: Props = {
        "lang": answer.language,
        "urgent": words.urgent if urgent else "",
        "calls": [_call(n, words) for n in phone_numbers(answer.sentences)] if urgent else [],
        "leave": words.leave if answer.route is Route.ABUSE else "",
        "level": f"{words.level_line}: {words.level(answer.level)}" if sources else "",
        "sourcesTitle": words.sources,
        "sources": sources,
        "demo": words.demo if mode is Mode.DEMO else "",
        "codeLine": f"{words.code_line}: {code}",
        "erase": words.erase,
    }
    return ANSWER, props


def answer_buttons(answer: Answer, words: Words) -> tuple[Button, ...]:
    """The buttons under the newest answer; none where somebody is in danger."""
    rated = (
        Button(name="helpful", label=words.helpful, icon="thumbs-up"),
        Button(name="not_helpful", label=words.not_helpful, icon="thumbs-down"),
    )
    if answer.outcome not in _FROM_PAGES or not answer.citations:
        return rated if answer.outcome in _RATED else ()
    return (
        *(
            Button(name="beside", label=one.label, icon="arrow-right", value=one.passage)
            for one in answer.beside
        ),
        Button(name="simpler", label=words.simpler, icon="feather"),
        Button(name="more", label=words.more, icon="zoom-in"),
        Button(name="visit", label=words.visit, icon="clipboard-list"),
        Button(name="different", label=words.different, icon="message-circle-question"),
        *rated,
    )


def welcome_card(
    words: Words, *, languages: dict[str, str], chosen: str, level: Level, code: str
) -> tuple[str, Props]:
    """The card under the welcome: languages, levels, first questions, erase.

    Args:
        words: the words in the language of the welcome.
        languages: tag (or `auto`) → its own name.
        chosen: the tag of the language now chosen.
        level: the level now chosen.
        code: the conversation's code.
    """
    props: Props = {
        "languagesTitle": words.settings_language,
        "languages": [{"value": tag, "label": name} for tag, name in languages.items()],
        "chosen": chosen,
        "levelsTitle": words.settings_level,
        "levels": [{"value": one.value, "label": words.level(one)} for one in Level],
        "level": level.value,
        "startersTitle": words.starters_title,
        "starters": [{"label": one.label, "message": one.message} for one in words.starters],
        "codeLine": f"{words.code_line}: {code}",
        "codeHint": words.code_hint,
        "erase": words.erase,
    }
    return WELCOME, props


def _source(citation: Citation, words: Words) -> Props:
    reviewed = citation.reviewed_on
    return {
        "marker": citation.marker,
        "label": words.source_number.format(number=citation.marker),
        "title": citation.title,
        "heading": citation.heading,
        "country": words.country_only.format(country=citation.country) if citation.country else "",
        "status": words.reviewed_on.format(date=reviewed.isoformat())
        if reviewed
        else words.not_reviewed,
        "text": citation.text,
        "open": words.source_open,
        "close": words.close,
    }


def _call(number: str, words: Words) -> Props:
    return {"label": words.call.format(number=number), "href": "tel:" + re.sub(r"[ -]", "", number)}
