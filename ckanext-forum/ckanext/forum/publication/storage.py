"""Folders and files of publications and of the quarantine: where they are, when they leave."""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ckanext.forum import config
from forum_core.errors import FileRefused

DEPOSITED = "depot"
_LOCK = ".lock"
_DIGEST_LENGTH = 64


def publications() -> Path:
    """The folder of published files, made if needed."""
    folder = config.publications_folder()
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    return folder


@contextmanager
def quarantine(prefix: str = "") -> Iterator[Path]:
    """A folder (0700) of one piece of work, locked while it lasts, removed at its end whatever happens."""
    folder = _quarantine() / f"{prefix}{uuid.uuid4()}"
    folder.mkdir(mode=0o700)
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
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
        folder = _quarantine() / str(uuid.UUID(deposit))
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
    with quarantine() as folder:
        with path.open("rb") as source, _private(folder / DEPOSITED) as copy:
            shutil.copyfileobj(source, copy)
        yield folder.name


def take(source: Path, name: str) -> Path:
    """Move a finished file of the quarantine among the published ones, durably."""
    target = publications() / name
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.chmod(0o640)
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return target


def sweep(keep: Iterable[str]) -> int:
    """Delete published files whose digest nobody refers to any more; the number deleted."""
    kept = set(keep)
    gone = 0
    for path in publications().iterdir():
        digest = path.name.partition(".")[0]
        if len(digest) == _DIGEST_LENGTH and digest not in kept:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def sweep_quarantine() -> int:
    """Delete what a crash left in the quarantine: folders whose owner no longer holds their lock."""
    gone = 0
    for folder in _quarantine().iterdir():
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _quarantine() -> Path:
    folder = config.quarantine_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _abandoned(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR)
    except (FileNotFoundError, NotADirectoryError):
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
