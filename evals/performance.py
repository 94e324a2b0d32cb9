"""docs/performance.md, written by the benchmark."""

from evals.bench import rows_of, run_bench
from evals.load import load_rows, run_load
from evals.scale import run_scale, scale_rows
from evals.swaps import run_swaps, swap_rows

HEAD = """# Performance

Written by `make bench`; nothing here is typed by hand. Run it on a quiet machine: medians and
ratios hold, single absolute times do not.

Questions are the ways to ask that the pages' authors wrote, in English, Korean and Spanish in
turn, each made new by a suffix so that no cached vector answers. The plain chain is what a
tutorial builds over the same blocks with the same embedding: Chroma, a retriever, a prompt, a
canned model, a parser; it checks, records and measures nothing.

Goals: the whole path p95 ≤ 150 ms; all question checks p95 ≤ 40 ms; danger rules and redaction,
mean, no slower than presidio's default analyzer; an answer of the pages adapted to its level and
measured p95 ≤ 20 ms. Presidio runs in an environment of its own:
`python3 -m venv .venv-peers`, into it `pip install presidio-analyzer` and a package that holds
spaCy's en_core_web_sm, then `PEERS_PYTHON=.venv-peers/bin/python make bench`.

What this does not show: a model's own time, a slow disk.
"""

STREAMS = """
## A hundred streams at once

A model's endpoint on another core sends a page's sentences, every second one rewritten so that it
says the same, fifty words a second to each of a hundred answers; the process that reads them has
one core. *Teachback* is the walk from `compose` to `close record`, with every check of an answer's
sentence and the record on; the checks of a question come before the stream and stand above.
Goals: at most 1.25 times the parsing proxy's total. A hundred streams at this speed fill the core
whoever reads them, so that words wait; delays are taken in lighter loads, too.
"""

SCALE = """
## Many pages

The topics again and again under other names until each language has two thousand passages, on one
core, the question's vector included.
"""

CHANGES = """
## Pages change while people ask

One of the shipped pages is changed a hundred times, as fast as it can be told, while twenty people
ask about all pages, each five seconds after the last answer; both cores of the machine.
"""


def performance_page() -> str:
    """The whole page; takes some minutes."""
    bench = (HEAD, *rows_of(run_bench()), SCALE, *scale_rows(run_scale()))
    changes = (CHANGES, *swap_rows(run_swaps()))
    return "\n".join((*bench, *changes, STREAMS, *load_rows(*run_load()), ""))
