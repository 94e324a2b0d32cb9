"""docs/quality.md, whole."""

from pathlib import Path

from evals.quality_of_answers import answers_part, levels_part, meaning_part, streams_part
from evals.quality_of_messages import monotone_part, routes_part, unseen_part
from evals.quality_of_pages import asked_part, edits_part, floor_part

HEAD = """# Quality

Written by `make evals`; only the last part is a person's summary. What these figures do not
show: messages and pages that nobody here has seen. No reader has yet tried the pages, and no
clinician has reviewed them.
"""


def quality_page() -> str:
    """The whole page; takes some minutes."""
    return "\n".join(
        (
            HEAD,
            unseen_part(),
            monotone_part(),
            routes_part(),
            answers_part(),
            streams_part(),
            levels_part(),
            meaning_part(),
            edits_part(),
            asked_part(),
            floor_part(),
            (Path(__file__).parent / "second_reading.md").read_text(encoding="utf-8"),
        )
    )
