"""One supervisor a STATE folder: the kernel keeps the lock, and lets it go with the process."""

import fcntl
import os
import signal
import time
from collections.abc import Generator
from contextlib import contextmanager

from forum_stack.errors import StackError
from forum_stack.layout import Layout


@contextmanager
def hold(layout: Layout) -> Generator[None]:
    """Be the only supervisor of this folder.

    Raises:
        StackError: Another one runs.
    """
    descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(descriptor):
            raise StackError(
                f"Les services de {layout.state} tournent déjà (processus {holder(layout)}). "
                f"Arrêtez-les par « make stop STATE={layout.state} », ou choisissez un autre dossier STATE."
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def holder(layout: Layout) -> int | None:
    """The process number of the supervisor that runs on this folder, if one does."""
    try:
        descriptor = os.open(layout.lock, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        if _take(descriptor):
            return None
        text = os.pread(descriptor, 32, 0).decode().strip()
        return int(text) if text else None
    finally:
        os.close(descriptor)


def stop_holder(layout: Layout, *, patience: float = 60.0) -> bool:
    """Ask the supervisor of this folder to stop and wait for its end; False when none ran.

    Raises:
        StackError: It does not end.
    """
    pid = holder(layout)
    if pid is None:
        return False
    # The lock proves that this number is the supervisor's, not a later process'.
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while holder(layout) is not None:
        if time.monotonic() > deadline:
            raise StackError(f"Le processus {pid} ne s’arrête pas après {patience:.0f} s.")
        time.sleep(0.1)
    return True


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
