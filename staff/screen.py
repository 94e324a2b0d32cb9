"""`teachback screen`: what the guardrails say of a question or a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chains.screen import QuestionScreen
from chains.standing import standing_after
from chains.understand import Wish, understand
from domain.conversation import Question, Turn
from domain.languages import Language, LanguageTag
from domain.verdicts import Route, Verdict
from guardrails.screening import Screening
from staff.forms import ScreenRow, screened
from text.identify import identify

ENGLISH = LanguageTag("en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screener:
    """Screens rows; rows of one conversation are its turns, in order."""

    screening: Screening
    languages: Mapping[LanguageTag, Language]
    turns: dict[str, tuple[Turn, ...]] = field(default_factory=dict[str, tuple[Turn, ...]])

    async def __call__(self, row: ScreenRow) -> dict[str, object]:
        """The row's verdict."""
        if row.side == "answer":
            return screened(row.id, self._answer(row))
        turns = self.turns.get(row.conversation or "", ())
        verdict = await self.question(row.text, row.language, turns)
        if row.conversation:
            understood = understand(row.text, self.languages)
            before = turns[-1].standing if turns else None
            turn = _turn(row, verdict, understood.wish if understood else None, before)
            self.turns[row.conversation] = (*turns, turn)
        return screened(row.id, verdict)

    async def question(self, text: str, language: str | None, turns: tuple[Turn, ...]) -> Verdict:
        """The verdict on a question: danger on the raw words, the rest on the redacted ones."""
        tag = LanguageTag(language) if language else identify(text, self.languages) or ENGLISH
        question = Question(text=text, conversation="", turns=turns)
        screen = QuestionScreen(screening=self.screening, languages=self.languages)
        return await screen(question, tag)

    def _answer(self, row: ScreenRow) -> Verdict:
        passages = (
            None
            if row.passages is None
            else tuple(p.to_domain(n) for n, p in enumerate(row.passages, start=1))
        )
        tag = LanguageTag(row.language or identify(row.text, self.languages) or ENGLISH)
        return self.screening.sentence(row.text, passages, tag)


def _turn(row: ScreenRow, verdict: Verdict, wish: Wish | None, before: Route | None) -> Turn:
    route = verdict.route or Route.EDUCATION
    return Turn(
        text=row.text,
        query=row.text,
        route=route,
        topic=None,
        language=ENGLISH,
        standing=standing_after(before, route, wish),
    )
