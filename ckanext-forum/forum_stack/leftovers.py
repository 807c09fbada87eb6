"""Ends what a killed run left behind, and nothing else.

A process number proves nothing: it may belong to another program by now. A leftover is known by the
program it runs and by the folder it runs in, both as the kernel tells them.
"""

import os
import signal
import time
from pathlib import Path

from forum_stack.layout import Layout

# What each folder's service runs; the rest is somebody's shell.
_PROGRAMS = {
    "postgres": "postgres",
    "redis": "valkey-server",
    "solr": "java",
    "web": "python",
}


def end_leftovers(layout: Layout, *, patience: float = 10.0) -> None:
    """End the services of a former run on this folder; only the holder of its lock may call this."""
    deadline = time.monotonic() + patience
    while found := _leftovers(layout):
        overdue = time.monotonic() > deadline
        for pid, service in found:
            # INT is PostgreSQL's fast stop; TERM would wait for its clients.
            polite = signal.SIGINT if service == "postgres" else signal.SIGTERM
            _send(pid, signal.SIGKILL if overdue else polite)
        time.sleep(0.1)
    # No PostgreSQL runs on this folder now, whatever lives under the number in this file.
    (layout.folder("postgres") / "donnees" / "postmaster.pid").unlink(missing_ok=True)


def _leftovers(layout: Layout) -> list[tuple[int, str]]:
    state = layout.state.resolve()
    found: list[tuple[int, str]] = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        service = _service_of(entry, state)
        if service is not None:
            found.append((int(entry.name), service))
    return found


def _service_of(process: Path, state: Path) -> str | None:
    try:
        folder = (process / "cwd").readlink()
        program = (process / "exe").readlink().name
    except OSError:
        return None
    for service, expected in _PROGRAMS.items():
        if folder.is_relative_to(state / service) and program.startswith(expected):
            return service
    return None


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
