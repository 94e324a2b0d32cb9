"""What staff have switched off, as files beside the pages: one page, or the whole chat.

`withdrawn/<lang>/<slug>` takes a page out of every answer, a page that the package ships too;
`closed` closes the chat. What stands in them is for people: who did it, when and why.
"""

from pathlib import Path

from domain.languages import LanguageTag

WITHDRAWN = "withdrawn"
CLOSED = "closed"


def withdrawn(*homes: Path) -> frozenset[tuple[LanguageTag, str]]:
    """The pages, as language and slug, that must not be served."""
    files = (path for home in homes for path in (home / WITHDRAWN).glob("*/*"))
    return frozenset((LanguageTag(path.parent.name), path.name) for path in files)


def is_closed(*homes: Path) -> bool:
    """Whether the chat is closed; emergency and crisis texts always stay."""
    return any((home / CLOSED).is_file() for home in homes)
