"""Long works are seen by who sits at a terminal, and by nobody else."""

import os
import pty
import subprocess
import sys

from settings import ROOT

WORK = "from corpus.progress import steps\nprint([n for n in steps(range(3), 'indexing')])"


def test_a_bar_is_shown_at_a_terminal() -> None:
    ours, terminal = pty.openpty()
    ran = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", WORK], stdout=subprocess.PIPE, stderr=terminal, cwd=ROOT, check=True
    )
    os.close(terminal)
    assert b"indexing" in os.read(ours, 10_000)
    os.close(ours)
    assert ran.stdout == b"[0, 1, 2]\n"


def test_a_log_holds_no_bar() -> None:
    ran = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", WORK], capture_output=True, cwd=ROOT, check=True
    )
    assert (ran.stdout, ran.stderr) == (b"[0, 1, 2]\n", b"")
