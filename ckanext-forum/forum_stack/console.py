"""What the person at the keyboard reads: one line a step, with the time it took."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager


def say(line: str) -> None:
    """Print a line now. A terminal that was closed is no reason to stop half-way."""
    try:
        print(line, flush=True)  # noqa: T201 - this is the console
    except OSError:
        # Else the interpreter tries again at exit, and fails with a code of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def step(done: str) -> Generator[None]:
    """Say that a step is done, and how long it took; say nothing when it fails."""
    start = time.monotonic()
    yield
    say_done(done, start)


def say_done(done: str, start: float) -> None:
    """Say that what began at ``start``, by the monotonic clock, is done."""
    seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
    say(f"  {done} ({seconds} s)")
