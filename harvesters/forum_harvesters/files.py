"""Files as a source: one file, or those of one folder; taken over as they are, never followed elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from forum_core.errors import FileRefused
from forum_core.rows.read import read_file
from forum_core.rows.read.limits import MAX_BYTES
from forum_core.rows.table import RawTable
from forum_core.source import AS_FOUND, Choices

COPY_NAME = "original"

_CHUNK_BYTES = 2**20
_NOT_YET_THERE = ("~$", ".")
"""Starts of the names that spreadsheets and copying tools give to files of their own."""


class FileSource:
    """One file, or the files of one folder (not those of its folders).

    A file is copied into the quarantine before it is read: what is checked is then what is published,
    whatever happens to the original meanwhile.

    Args:
        location: The file or the folder. A link is not followed, but the folders above may be links.
        choices: How to read them, where somebody contradicts what the reader finds.
    """

    def __init__(self, location: Path, choices: Choices = AS_FOUND) -> None:
        self._choices = choices
        self._folder = location if location.is_dir() and not location.is_symlink() else location.parent
        self._only = None if self._folder is location else location.name

    def names(self) -> tuple[str, ...]:
        """Names of the files, sorted, without links, pipes, folders and traces of a copy under way."""
        if self._only is not None:
            return (self._only,)
        with os.scandir(self._folder) as entries:
            found = [e.name for e in entries if e.is_file(follow_symlinks=False)]
        return tuple(sorted(name for name in found if not name.startswith(_NOT_YET_THERE)))

    def read(self, name: str, into: Path) -> RawTable:
        """Copy a file to ``original`` (mode 0600) in the folder, then read the copy.

        Args:
            name: One of `names`: a name, not a path.
            into: An existing folder; one folder a file.

        Raises:
            FileRefused: ``file.name``, ``file.not-found``, ``file.link``, ``file.not-regular``,
                ``file.changing``, ``file.too-large``, or what `read_file` refuses.
        """
        copy = into / COPY_NAME
        with self._opened(name) as source:
            _copy_stable(source, copy, name)
        return read_file(
            copy,
            into,
            encoding=self._choices.encoding,
            delimiter=self._choices.delimiter,
            sheet=self._choices.sheet,
        )

    @contextmanager
    def _opened(self, name: str) -> Generator[int]:
        """A descriptor of a regular file of this very folder."""
        if not name.isprintable() or Path(name).name != name or name in ("", ".."):
            raise FileRefused("file.name")
        # Without O_NONBLOCK, opening a pipe waits for a writer, for ever.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as err:
            raise FileRefused("file.not-found", name=name) from err
        try:
            source = os.open(name, flags, dir_fd=folder)
        except OSError as err:
            raise _not_opened(name, err) from err
        finally:
            os.close(folder)
        try:
            if not stat.S_ISREG(os.fstat(source).st_mode):
                raise FileRefused("file.not-regular", name=name)
            yield source
        finally:
            os.close(source)


def _not_opened(name: str, err: OSError) -> FileRefused:
    if err.errno == errno.ELOOP:
        return FileRefused("file.link", name=name)
    if err.errno in (errno.ENXIO, errno.EISDIR):
        return FileRefused("file.not-regular", name=name)
    return FileRefused("file.not-found", name=name)


def _copy_stable(source: int, target: Path, name: str) -> None:
    """Copy all bytes; refuse when the file was written to meanwhile, or is over the limit."""
    before = os.fstat(source)
    if before.st_size > MAX_BYTES:
        raise FileRefused("file.too-large", size=before.st_size, limit=MAX_BYTES)
    copied = 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        while chunk := os.read(source, _CHUNK_BYTES):
            copied += copy.write(chunk)
            if copied > before.st_size:
                raise FileRefused("file.changing", name=name)
    after = os.fstat(source)
    if (copied, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileRefused("file.changing", name=name)
