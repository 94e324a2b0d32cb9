"""docs/performance.md, written by the benchmark."""

from evals.bench import rows_of, run_bench

HEAD = """# Performance

Written by `make bench`; nothing here is typed by hand. Run it on a quiet machine: medians and
ratios hold, single absolute times do not.

Questions are the ways to ask that the pages' authors wrote, in English, Korean and Spanish in
turn, each made new by a suffix so that no cached vector answers. The plain chain is what a
tutorial builds over the same blocks with the same embedding: Chroma, a retriever, a prompt, a
canned model, a parser; it checks, records and measures nothing.

Goals: the whole path p95 ≤ 150 ms; all question checks p95 ≤ 40 ms; danger rules and redaction,
mean, no slower than presidio's default analyzer. That one runs in an environment of its own:
`python3 -m venv .venv-peers`, into it `pip install presidio-analyzer` and a package that holds
spaCy's en_core_web_sm, then `PEERS_PYTHON=.venv-peers/bin/python make bench`.

What this does not show: many people at once, a model's own time, a slow disk.
"""


def performance_page() -> str:
    """The whole page; takes some minutes."""
    return HEAD + "\n" + "\n".join(rows_of(run_bench())) + "\n"
