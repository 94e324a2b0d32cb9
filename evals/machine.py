"""The machine that is measured on: one core, a free port, memory, a server that has started."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager

import httpx
import psutil


@contextmanager
def one_core() -> Generator[None]:
    """Pin this process to one core where the system can."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if before:
        os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        if before:
            os.sched_setaffinity(0, before)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str) -> None:
    """Until the address answers 200.

    Raises:
        TimeoutError: it has not within a minute.
    """
    for _ in range(1200):
        try:
            if httpx.get(address, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise TimeoutError(address)


def resident_mb() -> float:
    """Memory of this process, in MB."""
    return psutil.Process().memory_info().rss / 1e6


@contextmanager
def model_endpoint() -> Generator[str]:
    """The address of the endpoint that says what it is asked to say, in a process of its own."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - this interpreter, a module of ours
        [sys.executable, "-m", "evals.peers.endpoint", str(port)]
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/times/none")
        yield url
    finally:
        process.terminate()
        process.wait(30)
