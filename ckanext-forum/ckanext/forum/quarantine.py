"""The quarantine: folders (0700) of what was not cleared yet, one a deposit or a piece of work."""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ckanext.forum import config
from forum_core.errors import FileRefused

DEPOSITED = "depot"
"""Name of the file in the folder of a deposit, whatever the person called it."""

LOCK = ".lock"
"""Held by the process that works in the folder; a deposit waits for a person and has none."""


@contextmanager
def workshop(prefix: str = "") -> Iterator[Path]:
    """A folder (0700) of one piece of work, locked while it lasts, removed at its end whatever happens."""
    folder = root() / f"{prefix}{uuid.uuid4()}"
    folder.mkdir(mode=0o700)
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def deposit_folder(deposit: str) -> Path:
    """Folder of a deposit that is in quarantine.

    Raises:
        FileRefused: No deposit has that id.
    """
    try:
        folder = root() / str(uuid.UUID(deposit))
    except ValueError as err:
        raise FileRefused("file.not-found", name=DEPOSITED) from err
    if not (folder / DEPOSITED).is_file():
        raise FileRefused("file.not-found", name=DEPOSITED)
    return folder


@contextmanager
def deposited(path: Path) -> Iterator[str]:
    """Take a file of this machine into the quarantine, and give its deposit's id; gone at the end.

    Raises:
        FileRefused: The path is no regular file.
    """
    if path.is_symlink():
        raise FileRefused("file.link", name=path.name)
    if not path.exists():
        raise FileRefused("file.not-found", name=path.name)
    if not path.is_file():
        raise FileRefused("file.not-regular", name=path.name)
    with workshop() as folder:
        with path.open("rb") as source, private(folder / DEPOSITED) as copy:
            shutil.copyfileobj(source, copy)
        yield folder.name


def sweep() -> int:
    """Delete what a crash left in the quarantine: folders whose owner no longer holds their lock."""
    gone = 0
    for folder in root().iterdir():
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def root() -> Path:
    """The folder of all, made if needed."""
    folder = config.quarantine_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def private(path: Path) -> IO[bytes]:
    """A new file that only this account reads; an error when the name is taken."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _abandoned(folder: Path) -> bool:
    try:
        lock = os.open(folder / LOCK, os.O_RDWR)
    except (FileNotFoundError, NotADirectoryError):
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
