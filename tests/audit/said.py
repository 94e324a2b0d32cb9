"""One invented turn, and the words that may never stand in a stored file in the clear."""

from datetime import UTC, datetime
from pathlib import Path

from audit.database import keys_url, sqlite_path
from audit.store import AuditStore
from domain.answers import Answer, Part, Reading, Sentence
from domain.conversation import Preferences, Question, Turn
from domain.corpus import Citation, Passage, WarningSigns
from domain.languages import ENGLISH, Level
from domain.records import Opening
from domain.verdicts import Action, Finding, Outcome, Route, Verdict
from tests.fakes import PROVENANCE

KEY = "an invented key of the site"
CODE = "K7QF-M2XA-9TRD"
WORDS = (
    "my chest feels tight since Tuesday",
    "gripe con fiebre y escalofríos",
    "어지럽고 속이 메스꺼워요",
    "zopiclone",
)
SECRETS = tuple(word for words in WORDS for word in words.split() if len(word) > 3)
"""Single words, so that a half-hidden sentence is found too."""

SHOWN = Sentence(number=1, text=f"About {WORDS[0]}.", citations=(1,), part=Part.BODY)
FOUND = Finding(
    guardrail="unsupported-claim", action=Action.REVISE, excerpt=WORDS[2], rule=f"drug {WORDS[3]}"
)
CITED = Citation(
    marker=1, topic="high-blood-pressure", section="what", title="High blood pressure",
    heading="What it is", country=None, reviewed_on=None, review_status="unreviewed", text="…",
)  # fmt: skip
PAGE = Passage(
    topic="high-blood-pressure", section="what", language=ENGLISH, country=None,
    title="High blood pressure", heading="What it is", level=Level.EASY, text="…", score=1.0,
    review_by=datetime.now(UTC).date(), reviewed_on=None, review_status="unreviewed",
    warning_signs=WarningSigns(), visit_questions=(),
)  # fmt: skip


def opening(conversation: str = CODE, number: int = 1) -> Opening:
    """A redacted question that names symptoms."""
    return Opening(
        question=Question(text=WORDS[0], conversation=conversation, number=number, redacted=True),
        query=WORDS[1],
        language=ENGLISH,
        verdict=Verdict(route=Route.EDUCATION, action=Action.NOTE, findings=(FOUND,)),
        passages=(PAGE,),
    )


def answer() -> Answer:
    """What closes the turn."""
    return Answer(
        outcome=Outcome.ANSWERED,
        route=Route.EDUCATION,
        language=ENGLISH,
        level=Level.EASY,
        sentences=(SHOWN,),
        citations=(CITED,),
        reading=Reading(measure="median grade", value=3.5, target=5.0, met=True),
        findings=(FOUND,),
        timings_ms={"compose": 1.5},
        record_id=None,
        provenance=PROVENANCE,
        turn=Turn(
            text=WORDS[0], query=WORDS[1], route=Route.EDUCATION, topic=None, language=ENGLISH
        ),
        preferences=Preferences(),
    )


async def tell(store: AuditStore, conversation: str = CODE, number: int = 1) -> str:
    """A whole turn of four entries; gives its id."""
    turn = await store.open(opening(conversation, number))
    await turn.release(SHOWN, (CITED,), (FOUND,))
    await turn.close(answer())
    return turn.id


def files_of(url: str) -> list[Path]:
    """Everything a SQLite record keeps: entries, keys, their logs, the writers."""
    path = sqlite_path(url)
    keys = sqlite_path(keys_url(url))
    assert path is not None
    assert keys is not None
    assert keys.is_file()
    return [file for file in path.parent.rglob("*") if file.is_file()]
