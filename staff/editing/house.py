"""What every view needs: the desk, who is signed in, and a page to put it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from corpus.desk import Desk
from corpus.page_rules import BLANK
from corpus.telling import told
from domain.errors import NotAllowed
from domain.languages import Language, LanguageTag
from domain.phrases import phrase
from staff.editing.people import People, Person, Role
from staff.editing.sign_in import Guesses, person_of
from staff.editing.words import Words, preferred
from staff.golden import Replay


class NotSignedIn(NotAllowed):
    """Nobody is signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the app is made of.

    Attributes:
        home: the folder it writes into.
        words: the app's own words, by language.
        replay: answers golden questions from two versions of the pages; None: not offered.
    """

    desk: Desk
    people: People
    languages: Mapping[LanguageTag, Language]
    home: Path
    words: Mapping[str, Words]
    guesses: Guesses
    replay: Replay | None

    def page(
        self, request: Request, template: str, status: int = 200, **shown: object
    ) -> HTMLResponse:
        """A template, in the words of who looks at it."""
        tag = self.tongue(request)
        person = person_of(request, self.people)
        text = (
            _templates()
            .get_template(template)
            .render(
                w=self.words[tag],
                tongue=tag,
                tongues=tuple(self.words),
                person=person,
                role=Role,
                say=partial(told, language=tag),
                **shown,
            )
        )
        return HTMLResponse(text, status)

    def tongue(self, request: Request) -> str:
        """The language chosen, else the browser's."""
        chosen = request.session.get("tongue")
        if isinstance(chosen, str) and chosen in self.words:
            return chosen
        return preferred(request.headers.get("accept-language", ""), self.words)

    def person(self, request: Request) -> Person:
        """Who is signed in.

        Raises:
            NotSignedIn: nobody is.
        """
        person = person_of(request, self.people)
        if person is None:
            raise NotSignedIn("sign in first")
        return person

    def place(self, request: Request) -> tuple[LanguageTag, str]:
        """Language and slug of the address.

        Raises:
            NotAllowed: pages are not written in that language.
        """
        language = LanguageTag(request.path_params["language"])
        if language not in self.languages:
            raise NotAllowed(phrase("no language {language}", language=language))
        return language, request.path_params["slug"]


def house_of(request: Request) -> House:
    """The house of the app that answers."""
    house: House = request.app.state.house
    return house


def today() -> date:
    """Today, as dates of pages are meant."""
    return datetime.now(UTC).date()


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("staff.editing"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["filled"] = _filled
    return made


def _filled(text: str) -> str:
    """A slot of the empty page is an empty field."""
    return "" if BLANK in text else text
