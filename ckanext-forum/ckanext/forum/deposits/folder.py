"""The files of a deposit in quarantine: what was dropped, and the folders of what was found of it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ckanext.forum import quarantine
from forum_core.errors import FileRefused
from forum_core.rows.read.limits import MAX_BYTES

_CHUNK = 2**20
# About 10 000 rows of text, and the same in a workbook, which is compressed.
_LARGE = 2_000_000
_LARGE_ZIP = 500_000
_STUDY = "study-"
_DRAFT = ".draft-"


def of(deposit: str) -> Path:
    """The folder of a deposit, whether it exists or not."""
    return quarantine.root() / str(uuid.UUID(deposit))


def file(deposit: str) -> Path:
    """The file that was dropped.

    Raises:
        FileRefused: It is no longer there.
    """
    return quarantine.deposit_folder(deposit) / quarantine.DEPOSITED


def keep(deposit: str, stream: IO[bytes]) -> int:
    """Put a file in the folder of a deposit, in place of the one there; its size.

    Raises:
        FileRefused: ``file.empty``, ``file.too-large``; the one there stays.
    """
    folder = of(deposit)
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f"{_DRAFT}{uuid.uuid4()}"
    try:
        with quarantine.private(draft) as copy:
            size = _copy(stream, copy)
        draft.replace(folder / quarantine.DEPOSITED)
    except (FileRefused, OSError):
        draft.unlink(missing_ok=True)
        if not (folder / quarantine.DEPOSITED).exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return size


def is_large(deposit: str) -> bool:
    """True when the file is too long to be examined while somebody waits: 10 000 rows or so, and more.

    One that is no longer there is not: examining says so.
    """
    path = of(deposit) / quarantine.DEPOSITED
    try:
        with path.open("rb") as start:
            most = _LARGE_ZIP if start.read(2) == b"PK" else _LARGE
        return path.stat().st_size > most
    except FileNotFoundError:
        return False


def study(deposit: str, reading: int) -> Path:
    """Folder of what was found of the file, read in that way."""
    return of(deposit) / f"{_STUDY}{reading}"


@contextmanager
def new_study(deposit: str, reading: int) -> Iterator[Path]:
    """A new folder to examine in; it takes the place of the former ones once the block has ended well."""
    folder = of(deposit)
    draft = folder / f"{_DRAFT}{uuid.uuid4()}"
    draft.mkdir(mode=0o700)
    try:
        yield draft
        target = study(deposit, reading)
        for old in folder.glob(f"{_STUDY}*"):
            # Renamed first: whoever looks sees a whole study, or none.
            gone = old.rename(folder / f"{_DRAFT}{uuid.uuid4()}")
            shutil.rmtree(gone, ignore_errors=True)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def remove(deposit: str) -> None:
    """Erase the file and everything that was made of it."""
    shutil.rmtree(of(deposit), ignore_errors=True)


def _copy(source: IO[bytes], target: IO[bytes]) -> int:
    size = 0
    while chunk := source.read(_CHUNK):
        size += target.write(chunk)
        if size > MAX_BYTES:
            raise FileRefused("file.too-large", size=size, limit=MAX_BYTES)
    if not size:
        raise FileRefused("file.empty")
    return size
