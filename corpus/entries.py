"""One page in one language, as the staff's list shows it."""

from dataclasses import dataclass
from datetime import date

from domain.corpus import Topic
from domain.languages import LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page in one language, as the list shows it.

    Attributes:
        topic: the draft where there is one, else the served page; None: it has not the form.
        problem: why there is no topic.
    """

    language: LanguageTag
    slug: str
    topic: Topic | None
    problem: str
    has_draft: bool
    is_published: bool
    is_withdrawn: bool

    def status(self, today: date) -> str:
        """One word for the list."""
        if self.is_withdrawn:
            return "withdrawn"
        if self.topic and self.topic.review_by < today and not self.has_draft:
            return "expired"
        if self.has_draft:
            return "changed" if self.is_published else "draft"
        return "published" if self.topic else "broken"
