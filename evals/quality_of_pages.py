"""docs/quality.md: pages, and how they are found."""

from pathlib import Path

from evals.asked import asked_rows
from evals.edits import edit_rows
from evals.floor import fitted, floor_cases, floor_rows, ranking
from evals.retrieval import retrieval_rows
from evals.tables import table
from settings import load_settings


def edits_part() -> str:
    """What the answer diff says of dangerous edits and of rewordings."""
    return table(
        "## Edits\n\nOne edit in one block or warning sign of a shipped page: does the answer diff "
        "flag it? Goal: at least 95 % of the dangerous ones. A rewording should not be flagged. "
        "The edits are made by rule; what a tired hand would do is not among them.",
        ("language", "edit", "dangerous", "edits", "flagged"),
        (
            (row.language, row.kind, "yes" if row.is_dangerous else "no", row.edits,
             f"{row.flagged / row.edits:.1%}")
            for row in edit_rows()
        ),
    )  # fmt: skip


def asked_part() -> str:
    """Held-back questions, inside the pages and outside."""
    return table(
        "## Questions nobody here wrote\n\n`evals/asked/`, by a hand that had seen neither the "
        "pages nor the example lines, misspelled and lay wording included; which sections answer "
        "was judged by another hand, from the pages' texts. Asked as at a site in the United "
        "States, Spain and Korea. *taken as "
        "ordinary*: neither redirected nor declined nor sent to danger; some of them rightly are "
        "(goal 97 %). Inside, goals: 97 % answered, from the right topic; the right section among "
        "the first three 95 % (the first is told, the next two are offered by name); outside, "
        "97 % not answered from a page. *answered* is the search's alone, whatever the route. "
        "Which questions no page answers was judged anew by other hands "
        "when there were forty topics.",
        (
            "language",
            "questions",
            "asked",
            "taken as ordinary",
            "answered",
            "from the right topic",
            "right section told",
            "right section in three",
        ),
        (
            (
                row.language,
                "inside" if row.is_inside else "outside",
                row.questions,
                f"{row.ordinary / row.questions:.1%}",
                f"{row.answered / row.questions:.1%}",
                f"{row.right / row.questions:.1%}" if row.is_inside else "-",
                f"{row.told / row.labelled:.1%}" if row.labelled else "-",
                f"{row.section / row.labelled:.1%} of {row.labelled}" if row.labelled else "-",
            )
            for row in asked_rows()
        ),
    )


def floor_part() -> str:
    """The floor, as shipped; it and the ranking as fitted anew."""
    cases = floor_cases()
    return table(
        "## The floor of retrieval\n\nKnown questions (`corpus/subjects`) of scenarios that the "
        "encoder and the index never learned from: those about a page, and those about none. Goal: "
        f"97 % each. Fitted anew: `{ranking(cases)}`, and with the shipped ranking "
        f"`{fitted(cases)}`.",
        ("language", "inside", "answered", "from the right topic", "outside", "abstained"),
        (
            (
                row.language,
                row.inside,
                f"{row.answered:.1%}",
                f"{row.right:.1%}",
                row.outside,
                f"{row.abstained:.1%}",
            )
            for row in floor_rows(cases)
        ),
    )


def retrieval_part(folder: Path) -> str:
    """The fusion on a public collection."""
    rows = retrieval_rows(folder, load_settings().index_dir / "collections")
    ways = tuple(rows[0].ndcg)
    return table(
        "## A public collection\n\nnDCG@10 on a collection in BEIR's form that is not part of the "
        "project (`teachback evals retrieval FOLDER`), each passage as one lead. Goal: fused above "
        "both halves. Passages that nobody judged count as not relevant.",
        ("questions", "number", *ways),
        ((row.kind, row.queries, *(f"{row.ndcg[way]:.3f}" for way in ways)) for row in rows),
    )
