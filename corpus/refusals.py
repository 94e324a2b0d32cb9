"""What staff are told when the desk does not do what they ask."""

from domain.languages import LanguageTag
from domain.phrases import Phrase, phrase

OWN_REVIEW = phrase("a page is reviewed by somebody else than who wrote it")
OWN_PUBLISHING = phrase("a page is published by a second person, not by who wrote it")
UNSIGNED = phrase("this site publishes only pages whose text both reviewers signed")
ODD_NAME = phrase("a page's name is small letters, digits and hyphens: chest-pain")


def saved_meanwhile(language: LanguageTag, slug: str) -> Phrase:
    """Somebody saved since the person began."""
    return phrase("{page} was saved by somebody else meanwhile", page=f"{language}/{slug}")


def saved_again(language: LanguageTag, slug: str) -> Phrase:
    """The person acts on an older text than there is."""
    return phrase("{page} was saved again after you looked at it", page=f"{language}/{slug}")


def no_draft(language: LanguageTag, slug: str) -> Phrase:
    """There is nothing to publish."""
    return phrase("{page} has no draft", page=f"{language}/{slug}")


def faults_left(count: int) -> Phrase:
    """What must be mended before a page goes out."""
    return phrase("{count} faults must be mended first", count=count)
