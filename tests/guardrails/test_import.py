"""`guardrails` is also the import name of other projects."""

from pathlib import Path

import guardrails
from settings import ROOT


def test_the_guardrails_that_are_imported_are_ours() -> None:
    assert Path(guardrails.__file__).parent == ROOT / "guardrails"
