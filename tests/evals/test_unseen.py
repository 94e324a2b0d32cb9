"""A held-back message is only worth something while nothing learns from it."""

from pathlib import Path

import pytest

from domain.verdicts import Route
from evals.unseen import FOLDER, HARD, messages_of
from guardrails.examples import read_taught
from guardrails.features import plain


@pytest.mark.parametrize("folder", [FOLDER, HARD], ids=lambda folder: folder.name)
def test_no_held_back_message_is_learned_from(folder: Path) -> None:
    taught = {plain(line.text) for line in read_taught()}
    held = [plain(text) for _, _, text in messages_of(folder)]
    assert len(held) > 2800
    assert [text for text in held if text in taught] == []


def test_every_language_has_hard_messages_of_every_route() -> None:
    counted = {(language, route) for language, route, _ in messages_of(HARD)}
    assert counted == {
        (tag, route) for tag in ("en", "es", "ko", "vi", "zh", "ja") for route in Route
    }
